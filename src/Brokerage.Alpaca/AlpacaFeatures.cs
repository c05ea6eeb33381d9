using static Brokerage.AssetClass;
using static Brokerage.OrderShape;
using static Brokerage.PriceKind;
using static Brokerage.QuantityKind;
using static Brokerage.TimeInForceKind;

namespace Brokerage.Alpaca;

/// <summary>
/// What Alpaca can do, as data with its evidence. Orders are written down as what is taken; what is not listed is refused by silence, and
/// refusing rules give the reasons worth telling.
/// </summary>
public static class AlpacaFeatures
{
    private static readonly Evidence Spec = new("Trading API specification, POST /v2/orders", new DateOnly(2026, 6, 29));
    private static readonly Evidence PatchSpec = new("Trading API specification, PATCH /v2/orders", new DateOnly(2026, 6, 29));
    private static readonly Evidence Api = new("Trading API specification", new DateOnly(2026, 6, 29));
    private static readonly Evidence DataApi = new("Market Data API specification", new DateOnly(2026, 6, 29));
    private static readonly Evidence OrderGuide = new("documentation, Orders at Alpaca", new DateOnly(2026, 6, 29));
    private static readonly Evidence StreamGuide = new("documentation, WebSocket streams", new DateOnly(2026, 8, 27));
    private static readonly Evidence OAuthGuide = new("documentation, Using OAuth2 and Trading API", new DateOnly(2026, 3, 2));
    private static readonly Evidence Recorded = new("recorded answers of the paper API", new DateOnly(2026, 10, 8));

    private const string Chain = "the answer is a new order; 200 is no promise that the old one was still working";
    private const string Apart = "the specification lists types and times apart and does not say that they combine";
    private const string Server = "which order types take fractions has widened over time: the server decides";

    /// <summary>Paper trading: real prices, imaginary money.</summary>
    public static BrokerFeatures Paper { get; } = All();

    /// <summary>Real money. No difference to paper is documented in what orders may say.</summary>
    public static BrokerFeatures Live { get; } = All();

    /// <summary>What Alpaca can do in an environment; a simulated one plays paper.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="environment"/> is null.</exception>
    public static BrokerFeatures In(BrokerEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment.Kind == EnvironmentKind.Live ? Live : Paper;
    }

    private static BrokerFeatures All() => new()
    {
        Broker = BrokerId.Parse("alpaca"),
        Orders = [.. Shares(), .. Fractions(), .. Plans(), .. Options(), .. CryptoPairs(), .. Replacing(), .. Refused()],
        OrderLimits =
        [
            new OrderLimit(OrderLimitKind.MaxLegs, 4m, Spec),
            new OrderLimit(OrderLimitKind.MaxParts, 2m, OrderGuide),
            new OrderLimit(OrderLimitKind.MinCash, 1m, OrderGuide),
            new OrderLimit(OrderLimitKind.QuantityStep, 0.000000001m, OrderGuide, Equity),
            new OrderLimit(OrderLimitKind.PriceStep, 0.0001m, OrderGuide, Equity),
            new OrderLimit(OrderLimitKind.PriceStep, 0.01m, OrderGuide, Equity, FromPrice: 1m),
        ],
        PlanRules =
        [
            // One body says instrument, quantity and time in force once, for the entry and its exits.
            .. Together(Bracket), .. Together(OneTriggers), .. Together(OneCancels),
            new PlanRule(PlanRuleKind.TargetBeyondStop, Bracket, OrderGuide),
            new PlanRule(PlanRuleKind.ExitsOpposeEntry, OneTriggers, OrderGuide),
            new PlanRule(PlanRuleKind.TargetAndStop, OneCancels, OrderGuide),
        ],
        OptionLevels = new OptionLevels(Api) { SellToOpen = 1, BuyToOpen = 2, SeveralLegs = 3 },
        Abilities = Abilities(),
        Limits =
        [
            Minute("trading", 200, new Evidence("X-Ratelimit headers, forum thread 12029", new DateOnly(2026, 11, 20))),
            Minute("data", 200, new Evidence("Basic plan; other plans have more, the headers say how much", new DateOnly(2026, 11, 20))),
        ],
        Session = new SessionRules(OneSessionPerLogin: false, StreamsPerLogin: 1, KeepAlive: null),
        Logins =
        [
            new TokenRules(Renewal.None, Api) { Note = "API keys last until they are withdrawn" },
            new TokenRules(Renewal.None, OAuthGuide) { Note = "OAuth tokens carry no expiry and no refresh token" },
        ],
    };

    private static IEnumerable<FeatureRule> Shares() =>
    [
        .. FeatureRules.Each(
            Support.Native, Spec, assets: [Equity], shapes: [OrderShape.Single], prices: [Market, Limit],
            times: [Day, GoodTillCancelled, ImmediateOrCancel, FillOrKill, AtOpen, AtClose], sessions: [Sessions.Regular],
            quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Spec, assets: [Equity], shapes: [OrderShape.Single], prices: [Stop, StopLimit, TrailingAmount, TrailingPercent],
            times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Spec, Apart,
            assets: [Equity], shapes: [OrderShape.Single], prices: [Stop, StopLimit], times: [ImmediateOrCancel, FillOrKill],
            sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Spec, "one switch: the order takes part in the pre-market, after hours and overnight",
            assets: [Equity], shapes: [OrderShape.Single], prices: [Limit], times: [Day, GoodTillCancelled],
            sessions: [Sessions.Extended, Sessions.Extended | Sessions.Overnight], quantities: [Whole]),
    ];

    private static IEnumerable<FeatureRule> Fractions() =>
    [
        .. FeatureRules.Each(
            Support.Native, Spec, assets: [Equity], shapes: [OrderShape.Single], prices: [Market], times: [Day],
            sessions: [Sessions.Regular],
            quantities: [Fractional, Cash]),
        .. FeatureRules.Each(
            Support.Unverified, OrderGuide, Server, assets: [Equity], shapes: [OrderShape.Single], prices: [Limit, Stop, StopLimit],
            times: [Day],
            sessions: [Sessions.Regular], quantities: [Fractional, Cash]),
        .. FeatureRules.Each(
            Support.Unverified, OrderGuide, "no word on selling fractions short", assets: [Equity], shapes: [OrderShape.Single],
            prices: [Market, Limit, Stop, StopLimit], times: [Day], sessions: [Sessions.Regular], sides: [Side.Sell],
            effects: [PositionEffect.Open], quantities: [Fractional, Cash]),
    ];

    private static IEnumerable<FeatureRule> Plans() =>
    [
        .. Plan(Support.Native, [Bracket, OneTriggers], OrderRole.Entry, [Market, Limit]),
        .. Plan(Support.Unverified, [Bracket, OneTriggers], OrderRole.Entry, [Stop, StopLimit], "only market and limit entries are shown"),
        .. Plan(Support.Native, [Bracket, OneTriggers, OneCancels], OrderRole.TakeProfit, [Limit]),
        .. Plan(Support.Native, [Bracket, OneTriggers, OneCancels], OrderRole.StopLoss, [Stop, StopLimit]),
        .. FeatureRules.Each(
            Support.Unsupported, OrderGuide, "a pair of orders that cancel each other is for exits alone", shapes: [OneCancels],
            effects: [PositionEffect.Open]),
    ];

    private static IReadOnlyList<FeatureRule> Plan(
        Support support, ReadOnlySpan<OrderShape> shapes, OrderRole role, ReadOnlySpan<PriceKind> prices, string? why = null) =>
        FeatureRules.Each(
            support, OrderGuide, why, assets: [Equity], shapes: shapes, roles: [role], prices: prices, times: [Day, GoodTillCancelled],
            sessions: [Sessions.Regular], quantities: [Whole]);

    private static IEnumerable<FeatureRule> Options() => FeatureRules.Each(
        Support.Native, Spec, assets: [Option], shapes: [OrderShape.Single, MultiLeg], prices: [Market, Limit], times: [Day],
        sessions: [Sessions.Regular], quantities: [Whole]);

    private static IEnumerable<FeatureRule> CryptoPairs() =>
    [
        .. FeatureRules.Each(
            Support.Native, Spec, assets: [Crypto], shapes: [OrderShape.Single], prices: [Market, Limit],
            times: [GoodTillCancelled, ImmediateOrCancel], sessions: [Sessions.Regular], quantities: [Whole, Fractional]),
        .. FeatureRules.Each(
            Support.Native, Spec, assets: [Crypto], shapes: [OrderShape.Single], prices: [StopLimit],
            times: [GoodTillCancelled], sessions: [Sessions.Regular], quantities: [Whole, Fractional]),
        .. FeatureRules.Each(
            Support.Unverified, Spec, Apart, assets: [Crypto], shapes: [OrderShape.Single], prices: [StopLimit],
            times: [ImmediateOrCancel], sessions: [Sessions.Regular], quantities: [Whole, Fractional]),
        .. FeatureRules.Each(
            Support.Native, OrderGuide, assets: [Crypto], shapes: [OrderShape.Single], prices: [Market], times: [GoodTillCancelled,
            ImmediateOrCancel],
            sessions: [Sessions.Regular], quantities: [Cash]),
        .. FeatureRules.Each(
            Support.Unverified, Spec, "the specification gives amounts to market orders alone", assets: [Crypto],
            shapes: [OrderShape.Single],
            prices: [Limit, StopLimit], times: [GoodTillCancelled, ImmediateOrCancel], sessions: [Sessions.Regular], quantities: [Cash]),
        .. FeatureRules.Each(
            Support.Unsupported, Api, "crypto is held, not sold short", assets: [Crypto], sides: [Side.Sell],
            effects: [PositionEffect.Open]),
        .. FeatureRules.Each(
            Support.Unsupported, new Evidence("refusal 40010001, invalid order type for crypto order", new DateOnly(2026, 11, 20)),
            "crypto stops need a limit", assets: [Crypto], prices: [Stop, TrailingAmount, TrailingPercent]),
    ];

    private static IEnumerable<FeatureRule> Replacing() =>
    [
        .. FeatureRules.Each(
            Support.Native, PatchSpec, Chain, prices: [Limit, Stop, StopLimit, TrailingAmount, TrailingPercent],
            operations: [OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(Support.Native, PatchSpec, Chain, quantities: [Whole], operations: [OrderOperation.ReplaceQuantity]),
        .. FeatureRules.Each(
            Support.Native, PatchSpec, Chain, times: [Day, GoodTillCancelled, ImmediateOrCancel, FillOrKill, AtOpen, AtClose],
            operations: [OrderOperation.ReplaceTerms]),
        .. FeatureRules.Each(
            Support.Unsupported, PatchSpec, "a fractional quantity cannot be changed", quantities: [Fractional],
            operations: [OrderOperation.ReplaceQuantity]),
        .. FeatureRules.Each(
            Support.Unsupported, PatchSpec, "a replacement does not make an order a market order", prices: [Market],
            operations: [OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(Support.Unsupported, Api, "there is no preview", operations: [OrderOperation.Preview]),
    ];

    // Reasons worth telling, and vetoes over what the rules above leave open.
    private static IEnumerable<FeatureRule> Refused() =>
    [
        .. FeatureRules.Each(Support.Unsupported, Spec, "no such field", allOrNone: true),
        .. FeatureRules.Each(
            Support.Unsupported, Spec, "what triggers a stop cannot be chosen",
            bases: [TriggerBasis.Last, TriggerBasis.Bid, TriggerBasis.Ask, TriggerBasis.Mark],
            operations: [OrderOperation.Place, OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(
            Support.Unsupported, Spec, "no such time in force", times: [GoodTillDate],
            operations: [OrderOperation.Place, OrderOperation.ReplaceTerms]),
        .. FeatureRules.Each(
            Support.Unsupported, Spec, "a trailing stop becomes a market order", prices: [TrailingLimit],
            operations: [OrderOperation.Place, OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(
            Support.Unsupported, OrderGuide, "trailing stops are single orders, day or good till cancelled",
            prices: [TrailingAmount, TrailingPercent], times: [ImmediateOrCancel, FillOrKill, AtOpen, AtClose]),
        .. FeatureRules.Each(
            Support.Unsupported, OrderGuide, "brackets and their like are for whole shares in the regular session",
            shapes: [Bracket, OneCancels, OneTriggers], quantities: [Fractional, Cash]),
        .. FeatureRules.Each(
            Support.Unsupported, OrderGuide, "brackets and their like are day or good till cancelled",
            shapes: [Bracket, OneCancels, OneTriggers], times: [ImmediateOrCancel, FillOrKill, AtOpen, AtClose]),
        .. FeatureRules.Each(
            Support.Unsupported, OrderGuide, "brackets and their like are not for extended hours",
            shapes: [Bracket, OneCancels, OneTriggers], sessions: [Sessions.Extended, Sessions.Extended | Sessions.Overnight]),
        .. FeatureRules.Each(Support.Unsupported, Spec, "the legs of one order are options", assets: [Equity], shapes: [MultiLeg]),
    ];

    private static Dictionary<Ability, AbilitySupport> Abilities() => new()
    {
        [Ability.Balances] = AbilitySupport.Native(Recorded),
        [Ability.Positions] = AbilitySupport.Native(Recorded),
        [Ability.OpenOrders] = AbilitySupport.Native(Recorded),
        [Ability.OrderHistory] = AbilitySupport.Native(Api),
        [Ability.Transactions] = AbilitySupport.Native(Api),
        [Ability.FindByClientId] = AbilitySupport.Native(Recorded),
        [Ability.SeveralAccounts] = AbilitySupport.Unsupported(Api, "a credential belongs to one account"),
        [Ability.Quotes] = AbilitySupport.Native(DataApi),
        [Ability.RealTimeQuotes] = AbilitySupport.Native(DataApi, "one exchange (IEX) on the free plan, all of them on a paid one"),
        [Ability.DelayedQuotes] = AbilitySupport.Native(DataApi),
        [Ability.Level2] = AbilitySupport.Unsupported(DataApi, "order books exist for crypto alone"),
        [Ability.OptionChains] = AbilitySupport.Native(DataApi),
        [Ability.Greeks] = AbilitySupport.Native(DataApi, "absent for illiquid contracts"),
        [Ability.Bars] = AbilitySupport.Native(DataApi),
        [Ability.Calendar] = AbilitySupport.Native(Api),
        [Ability.InstrumentSearch] = AbilitySupport.Native(Api),
        [Ability.StreamQuotes] = AbilitySupport.Native(StreamGuide),
        [Ability.StreamOrders] = AbilitySupport.Native(StreamGuide),
        [Ability.PaperTrading] = AbilitySupport.Native(Api),
        [Ability.BuyingPowerHoldsOrders] = AbilitySupport.Native(PatchSpec, "of an order that is being replaced, and of the one that replaces it, the larger"),
        [Ability.SuiteCanRefresh] = AbilitySupport.Unsupported(OAuthGuide, "there is nothing to refresh"),
        [Ability.PersonMustReturn] = AbilitySupport.Unsupported(OAuthGuide, "neither keys nor tokens carry an expiry"),
        [Ability.RevokeAtBroker] = AbilitySupport.Unsupported(
            OAuthGuide, "no documented address: the user removes the application on Alpaca's site"),
    };

    private static IEnumerable<PlanRule> Together(OrderShape shape) =>
    [
        new PlanRule(PlanRuleKind.SameInstrument, shape, Spec),
        new PlanRule(PlanRuleKind.SameQuantity, shape, Spec),
        new PlanRule(PlanRuleKind.SameTimeInForce, shape, Spec),
    ];

    private static RateLimit Minute(string name, int permits, Evidence evidence) => new()
    {
        Class = name,
        Scope = LimitScope.Account,
        Permits = permits,
        Window = TimeSpan.FromMinutes(1),
        Evidence = evidence,
    };
}
