namespace Brokerage;

/// <summary>What an account is open for.</summary>
public enum AccountStatus
{
    /// <summary>The broker does not say, or in a word that we do not know.</summary>
    Unknown = 0,

    /// <summary>Everything that it is approved for.</summary>
    Active = 1,

    /// <summary>Not everything: the broker has restricted it.</summary>
    Restricted = 2,

    /// <summary>Closing orders alone.</summary>
    ClosingOnly = 3,

    /// <summary>Nothing any more.</summary>
    Closed = 4,
}
