namespace Brokerage;

/// <summary>What a program can do about an error.</summary>
public enum RecoveryAction
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Ask again.</summary>
    Retry = 1,

    /// <summary>Ask again after <see cref="BrokerageError.RetryAfter"/>, or a while.</summary>
    BackOff = 2,

    /// <summary>Connect again.</summary>
    Reconnect = 3,

    /// <summary>Connect again, taking over the session.</summary>
    TakeOverSession = 4,

    /// <summary>Let the user log in again.</summary>
    Reauthenticate = 5,

    /// <summary>Correct the request.</summary>
    FixRequest = 6,

    /// <summary>Prepare the order again.</summary>
    PrepareAgain = 7,

    /// <summary>Wait until the market opens.</summary>
    WaitForOpen = 8,

    /// <summary>Look the order up before doing anything else.</summary>
    LookUpOrder = 9,

    /// <summary>Tell the user.</summary>
    TellUser = 10,

    /// <summary>Tell the operator of the application.</summary>
    TellOperator = 11,
}
