namespace Brokerage;

/// <summary>Whether a leg opens or closes a position. Selling short is Sell + Open, covering is Buy + Close.</summary>
public enum PositionEffect
{
    /// <summary>Not said: plain buying and selling of shares, or a broker that does not tell.</summary>
    Unspecified = 0,

    /// <summary>It opens or adds to a position.</summary>
    Open = 1,

    /// <summary>It closes or reduces a position.</summary>
    Close = 2,
}
