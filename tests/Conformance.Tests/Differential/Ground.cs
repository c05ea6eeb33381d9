using System.Collections.Concurrent;

namespace Brokerage.Conformance.Tests.Differential;

/// <summary>
/// What two brokers have in common: what both trade, what both can be asked, what both tell. Stories are made of it, and histories compared on
/// it. All of it follows from their features and from what their test brokers say.
/// </summary>
internal sealed record Ground
{
    private static readonly TimeSpan Breath = TimeSpan.FromSeconds(1);

    private readonly List<(BrokerFeatures Features, OrderRuleOptions Options)> _rules = [];
    private readonly HashSet<string> _untold = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Terms, bool> _refusedKinds = new();

    private Ground(Things things, IReadOnlyList<string> names) => (Things, Names) = (things, names);

    /// <summary>The instruments of the names.</summary>
    public Things Things { get; }

    /// <summary>What both trade, by name.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Whether the orders of shares say whether they open or close.</summary>
    public bool SaysEffects { get; private init; }

    /// <summary>Whether orders are let be that could trade with one of the account's own.</summary>
    public bool LetsMeetingsBe { get; private init; }

    /// <summary>Codes that are no more than a refusal at one of them.</summary>
    public required IReadOnlyList<BrokerageErrorCode> Unnumbered { get; init; }

    /// <summary>Whether one of the two streams orders by looking: states and single fills between two looks are not seen.</summary>
    public bool IsPolled { get; private init; }

    /// <summary>More rows than one page holds at either.</summary>
    public int ManyRows { get; private init; }

    /// <summary>How long a step takes: looks, and the limits of what may be asked, go by the clock.</summary>
    public TimeSpan StepTakes => IsPolled ? Breath : TimeSpan.Zero;

    public static Ground Of(TestBroker model, TestBroker own, House house)
    {
        var (one, other) = (new Things(model), new Things(own));
        IReadOnlyList<BrokerFeatures> features = [model.Connection.Features, own.Connection.Features];
        var ground = new Ground(one, [.. one.Names.Intersect(other.Names, StringComparer.Ordinal)])
        {
            SaysEffects = house.SaysEffects,
            LetsMeetingsBe = house.RefusesToMeetItself,
            ManyRows = Math.Max(model.PageSize, own.PageSize) + 10,
            Unnumbered = house.Unnumbered,
            IsPolled = features.Any(each => each.Abilities.GetValueOrDefault(Ability.StreamOrders)?.Support == Support.Emulated),
        };
        ground._rules.AddRange(features.Select(each => (each, OrderRuleOptions.Default with { AllowUnverified = house.AllowsUnverified })));
        ground._untold.UnionWith(model.Untold.Keys.Concat(own.Untold.Keys));
        return ground;
    }

    /// <summary>Whether both tell a member.</summary>
    public bool Tells(string member) => !_untold.Contains(member);

    /// <summary>Whether both trade what goes by a name in a story; a spread is of two contracts.</summary>
    public bool Trades(string thing) => thing == Things.Spread ? Names.Contains(Things.Option) && Names.Contains(Things.Further) : Names.Contains(thing);

    /// <summary>Why one of the two refuses by its own rules; nothing where neither does.</summary>
    private IReadOnlyList<Notice> RefusalsOf(Func<AccountRef, OrderIntent> intent) => _rules
        .Select(rule => (IReadOnlyList<Notice>)[.. OrderRules.Check(rule.Features, account: null, instrument: null, intent(AnyAccount(rule.Features)), rule.Options)
            .Where(notice => notice.Severity == NoticeSeverity.Refusal)])
        .FirstOrDefault(refusals => refusals.Count > 0, []);

    private static AccountRef AnyAccount(BrokerFeatures features) => new(ConnectionId.Parse("any"), features.Broker, AccountId.Parse("any"));

    /// <summary>A story without the steps that cannot be told here.</summary>
    public Story Keep(Story story) => new([.. story.Steps.Where(MayTell)]);

    private bool MayTell(Step step) => step switch
    {
        Step.Quote quote => Trades(quote.Thing),
        Step.Place { Terms: var terms } => MayPlace(terms),
        Step.Elsewhere { Terms: var terms } => Trades(terms.Thing),
        Step.Replace replace => MayReplace(replace.Units, replace.Price),
        _ => true,
    };

    public bool MayPlace(Terms terms)
    {
        // What a broker does not take at all it takes at no price; to be told so in words each time would take longer than the story.
        var kind = KindOf(terms);
        if (!Trades(terms.Thing) || _refusedKinds.ContainsKey(kind))
            return false;
        var refusals = RefusalsOf(account => OrderIntent.Place(account, terms.ToPlan(Things)));
        if (refusals.Any(refusal => refusal.Code == OrderRuleCodes.Unsupported))
            _refusedKinds[kind] = true;
        return refusals.Count == 0;
    }

    // All that the rules about kinds of orders look at: no price, and of an amount whether it is whole.
    private static Terms KindOf(Terms terms) => terms with
    {
        Amount = terms.Amount == decimal.Truncate(terms.Amount) ? 1m : 0.5m,
        Price = terms.Price switch
        {
            PriceTerms.Limit => new PriceTerms.Limit(1m),
            PriceTerms.Stop => new PriceTerms.Stop(1m),
            PriceTerms.StopLimit => new PriceTerms.StopLimit(1m, 1m),
            PriceTerms.Trailing trailing => new PriceTerms.Trailing(0.01m, trailing.InPercent),
            var other => other,
        },
        TargetAt = terms.TargetAt is null ? null : 1m,
        StopAt = terms.StopAt is null ? null : 1m,
    };

    public bool MayReplace(decimal? units, PriceTerms? price) =>
        RefusalsOf(account => OrderIntent.Modify(new OrderRef(account, OrderId.Parse("any")), new OrderChange(units, price))).Count == 0;
}
