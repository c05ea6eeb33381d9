namespace Brokerage.Exchange;

/// <summary>When the markets of an exchange trade.</summary>
public enum MarketMode
{
    /// <summary>At every hour: all sessions at once, so that a market order fills at any time. Day orders end at midnight in New York.</summary>
    Open,

    /// <summary>Never: orders are taken and wait.</summary>
    Closed,

    /// <summary>By the real calendar of the United States, with its holidays, early closes and extended hours.</summary>
    Calendar,
}
