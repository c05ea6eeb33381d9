namespace Brokerage;

/// <summary>What a look at a connection's secrets did.</summary>
public enum SecretsUpkeepOutcome
{
    /// <summary>Nothing is due yet, or there is nothing to renew.</summary>
    NotDue = 0,

    /// <summary>There are newer ones.</summary>
    Renewed = 1,

    /// <summary>Not now; the next look tries again.</summary>
    Failed = 2,

    /// <summary>Only a person can go on.</summary>
    LoginNeeded = 3,
}
