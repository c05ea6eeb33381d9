namespace Brokerage;

/// <summary>What a broker can do in one environment, as data with its evidence. Validator, documentation and tests read the same.</summary>
public sealed record BrokerFeatures
{
    /// <summary>The broker.</summary>
    public required BrokerId Broker { get; init; }

    /// <summary>
    /// What it can do with orders. A rule yields only to a special case of itself, what is left must be unanimous, and silence refuses
    /// (<see cref="Ask"/>); the order of the list means nothing.
    /// </summary>
    public required IReadOnlyList<FeatureRule> Orders { get; init; }

    /// <summary>What it can do beside. An ability that is not listed is unsupported.</summary>
    public required IReadOnlyDictionary<Ability, AbilitySupport> Abilities { get; init; }

    /// <summary>Its rate limits.</summary>
    public required IReadOnlyList<RateLimit> Limits { get; init; }

    /// <summary>What it allows at once per login.</summary>
    public required SessionRules Session { get; init; }

    /// <summary>How far back its history reaches; null: not told.</summary>
    public TimeSpan? HistoryDepth { get; init; }

    /// <summary>Figures that every order must keep: legs, steps, smallest amounts.</summary>
    public IReadOnlyList<OrderLimit> OrderLimits { get; init; } = [];

    /// <summary>How the orders of one plan must fit each other.</summary>
    public IReadOnlyList<PlanRule> PlanRules { get; init; } = [];

    /// <summary>The keys of <see cref="OrderSpec.Extras"/> that its adapter knows; all others are refused.</summary>
    public IReadOnlyList<ExtraField> Extras { get; init; } = [];

    /// <summary>Which option levels orders need; null: not told, and only level 0 refuses.</summary>
    public OptionLevels? OptionLevels { get; init; }

    /// <summary>How long a login lasts, one entry per kind of login; empty: not told, or there is none.</summary>
    public IReadOnlyList<TokenRules> Logins { get; init; } = [];

    /// <summary>
    /// After how many days a person must log in again, with the login that lasts least; null where nobody need come back, or the broker
    /// does not say (<see cref="Feature.PersonMustReturn"/> tells which).
    /// </summary>
    public int? TokenRefreshDays => ShortestLogin is { } life ? (int)Math.Ceiling(life.TotalDays) : null;

    /// <summary>How long an access token lives, the shortest of all kinds of login; null: none expires, or the broker does not say.</summary>
    public TimeSpan? TokenLifetime => Logins.Select(login => login.AccessLife).Where(life => life is not null).Min();

    private TimeSpan? ShortestLogin => Logins.Select(login => login.LoginLife).Where(life => life is not null).Min();

    /// <summary>
    /// The rule that decides about an order; null, which counts as <see cref="Support.Unsupported"/>, where no rule speaks or the rules
    /// that would decide disagree and none of them refuses.
    /// </summary>
    /// <remarks>
    /// A rule speaks when the question states everything that the rule states, with the same value; sessions are compared as a whole. It is
    /// overridden only by a speaking rule that states all of it and more: neither the number of stated dimensions nor the order of the list
    /// counts, so a rule about fill-or-kill never outvotes one about extended hours. The rules left over must be unanimous; if one of them
    /// refuses, it is the answer. A dimension that the question leaves open is answered by rules that leave it open too, so ask about
    /// concrete orders; whether some order of a kind can go is what <see cref="Of(Feature)"/> and <see cref="Best"/> tell.
    /// </remarks>
    /// <exception cref="ArgumentNullException"><paramref name="concrete"/> is null.</exception>
    public FeatureRule? Ask(OrderScope concrete)
    {
        ArgumentNullException.ThrowIfNull(concrete);
        return FeatureVerdict.Of(Orders, concrete).Rule;
    }

    /// <summary>
    /// The rule that gives the strongest support to some order within a scope that leaves dimensions open; null when every such order is
    /// refused. A dimension that no rule and not the scope names counts as its ordinary value.
    /// </summary>
    /// <exception cref="ArgumentNullException"><paramref name="scope"/> is null.</exception>
    public FeatureRule? Best(OrderScope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return FeatureSearch.Best(Orders, scope);
    }

    /// <summary>The answer to a flat question, from the rules or the abilities.</summary>
    public FeatureAnswer Of(Feature feature)
    {
        if (FeatureScopes.OrdersOf(feature) is { } scopes) return OfOrders(scopes);
        return FeatureScopes.AbilityOf(feature) is { } ability && Abilities.TryGetValue(ability, out var known)
            ? new FeatureAnswer(known.Support, known.Evidence, known.Why)
            : default;
    }

    /// <summary>True where a feature can be relied on: native or emulated. Unverified is not.</summary>
    public bool Has(Feature feature) => Of(feature).IsSupported;

    private FeatureAnswer OfOrders(IReadOnlyList<OrderScope> scopes)
    {
        var best = scopes.Select(Best).MaxBy(rule => rule?.Support ?? Support.Unsupported);
        if (best is null) best = scopes.Select(Ask).FirstOrDefault(rule => rule is not null);
        return best is null ? default : new FeatureAnswer(best.Support, best.Evidence, best.Why);
    }
}
