namespace Brokerage;

/// <summary>Who shares a rate limit.</summary>
public enum LimitScope
{
    /// <summary>All users of an application's key.</summary>
    Application = 0,

    /// <summary>One login.</summary>
    Connection = 1,

    /// <summary>One account.</summary>
    Account = 2,

    /// <summary>Everything that leaves from one address.</summary>
    LocalAddress = 3,
}
