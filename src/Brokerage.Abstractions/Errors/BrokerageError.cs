namespace Brokerage;

/// <summary>An error in the words that all brokers share, with the broker's own beside them.</summary>
/// <remarks>
/// What is not set follows from the code, also after <c>with { Code = … }</c>. Two errors are equal when they say the same, their details
/// included.
/// </remarks>
/// <param name="Code">What went wrong.</param>
/// <param name="Broker">The broker.</param>
/// <param name="Message">For people. Holds no secret and no whole account number.</param>
public sealed record BrokerageError(BrokerageErrorCode Code, BrokerId Broker, string Message)
{
    private readonly Effect? _effect;
    private readonly RecoveryAction? _recovery;
    private readonly bool? _isTransient;

    /// <summary>The account that it is about.</summary>
    public AccountRef? Account { get; init; }

    /// <summary>
    /// Did the broker perhaps act? By default what fits the code: <see cref="Effect.Unknown"/> for those that prove nothing (no answer, an
    /// unreadable one, a broken line, an unavailable broker, no code of ours), so that a proof must be claimed and is never an omission.
    /// </summary>
    public Effect Effect
    {
        get => _effect ?? BrokerageErrorDefaults.EffectOf(Code);
        init => _effect = value;
    }

    /// <summary>What a program can do; by default what fits the code.</summary>
    public RecoveryAction Recovery
    {
        get => _recovery ?? BrokerageErrorDefaults.RecoveryOf(Code);
        init => _recovery = value;
    }

    /// <summary>True where the same request may succeed later; by default what fits the code.</summary>
    public bool IsTransient
    {
        get => _isTransient ?? BrokerageErrorDefaults.IsTransient(Code);
        init => _isTransient = value;
    }

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

    /// <summary>Equal when both say the same, whether it was said or follows from the code; details are compared one by one.</summary>
    public bool Equals(BrokerageError? other) =>
        other is not null && Code == other.Code && Broker == other.Broker && string.Equals(Message, other.Message, StringComparison.Ordinal)
        && Account == other.Account && Effect == other.Effect && Recovery == other.Recovery && IsTransient == other.IsTransient
        && RetryAfter == other.RetryAfter && string.Equals(BrokerCode, other.BrokerCode, StringComparison.Ordinal)
        && string.Equals(BrokerText, other.BrokerText, StringComparison.Ordinal) && string.Equals(Field, other.Field, StringComparison.Ordinal)
        && string.Equals(TraceId, other.TraceId, StringComparison.Ordinal) && Details.SequenceEqual(other.Details);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Code, Broker, Message, BrokerCode, TraceId, Details.Count);
}
