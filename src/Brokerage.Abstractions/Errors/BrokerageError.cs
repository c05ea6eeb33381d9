namespace Brokerage;

/// <summary>An error in the words that all brokers share, with the broker's own beside them.</summary>
/// <param name="Code">What went wrong.</param>
/// <param name="Broker">The broker.</param>
/// <param name="Message">For people. Holds no secret and no whole account number.</param>
public sealed record BrokerageError(BrokerageErrorCode Code, BrokerId Broker, string Message)
{
    /// <summary>The account that it is about.</summary>
    public AccountRef? Account { get; init; }

    /// <summary>Did the broker perhaps act?</summary>
    public Effect Effect { get; init; }

    /// <summary>What a program can do; by default what fits the code.</summary>
    public RecoveryAction Recovery { get; init; } = BrokerageErrorDefaults.RecoveryOf(Code);

    /// <summary>True where the same request may succeed later; by default what fits the code.</summary>
    public bool IsTransient { get; init; } = BrokerageErrorDefaults.IsTransient(Code);

    /// <summary>How long the broker wants us to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The broker's own code.</summary>
    public string? BrokerCode { get; init; }

    /// <summary>The broker's own words, without secrets.</summary>
    public string? BrokerText { get; init; }

    /// <summary>The member of the request that is wrong.</summary>
    public string? Field { get; init; }

    /// <summary>The broker's id of the request, for its support.</summary>
    public string? TraceId { get; init; }

    /// <summary>All reasons, where there are several.</summary>
    public IReadOnlyList<BrokerageError> Details { get; init; } = [];
}
