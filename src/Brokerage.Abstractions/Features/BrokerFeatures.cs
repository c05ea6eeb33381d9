namespace Brokerage;

/// <summary>What a broker can do in one environment, as data with its evidence. Validator, documentation and tests read the same.</summary>
public sealed partial record BrokerFeatures
{
    /// <summary>The broker.</summary>
    public required BrokerId Broker { get; init; }

    /// <summary>What it can do with orders. The most specific rule wins, ties refuse, silence refuses; the order means nothing.</summary>
    public required IReadOnlyList<FeatureRule> Orders { get; init; }

    /// <summary>What it can do beside. An ability that is not listed is unsupported.</summary>
    public required IReadOnlyDictionary<Ability, AbilitySupport> Abilities { get; init; }

    /// <summary>Its rate limits.</summary>
    public required IReadOnlyList<RateLimit> Limits { get; init; }

    /// <summary>What it allows at once per login.</summary>
    public required SessionRules Session { get; init; }

    /// <summary>How far back its history reaches; null: not told.</summary>
    public TimeSpan? HistoryDepth { get; init; }
}
