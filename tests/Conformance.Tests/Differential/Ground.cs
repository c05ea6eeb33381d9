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

    /// <summary>Whether neither of the two refuses by its own rules.</summary>
    public bool MayAsk(Func<AccountRef, OrderIntent> intent) => _rules.TrueForAll(rule =>
    {
        var account = new AccountRef(ConnectionId.Parse("any"), rule.Features.Broker, AccountId.Parse("any"));
        return OrderRules.Check(rule.Features, account: null, instrument: null, intent(account), rule.Options).All(notice => notice.Severity != NoticeSeverity.Refusal);
    });

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

    public bool MayPlace(Terms terms) => Trades(terms.Thing) && MayAsk(account => OrderIntent.Place(account, terms.ToPlan(Things)));

    public bool MayReplace(decimal? units, PriceTerms? price) =>
        MayAsk(account => OrderIntent.Modify(new OrderRef(account, OrderId.Parse("any")), new OrderChange(units, price)));
}
