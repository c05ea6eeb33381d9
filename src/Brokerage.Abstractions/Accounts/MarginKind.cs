namespace Brokerage;

/// <summary>How an account may borrow.</summary>
public enum MarginKind
{
    /// <summary>The broker does not say, or in a word that we do not know.</summary>
    Unknown = 0,

    /// <summary>It may not.</summary>
    Cash = 1,

    /// <summary>Regulation T, or its like.</summary>
    Margin = 2,

    /// <summary>By the risk of the whole portfolio.</summary>
    PortfolioMargin = 3,
}
