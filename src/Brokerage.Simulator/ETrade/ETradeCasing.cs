namespace Brokerage.Simulator;

/// <summary>How the names of fields are spelled: the broker's pages and its wire disagree, and both have changed.</summary>
public enum ETradeCasing
{
    /// <summary>As recorded: mostly lower camel case, with <c>Position</c>, <c>QuoteData</c> and others in Pascal case.</summary>
    Recorded,

    /// <summary>As the broker's pages write them: lower camel case throughout.</summary>
    Camel,

    /// <summary>Pascal case throughout.</summary>
    Pascal,
}
