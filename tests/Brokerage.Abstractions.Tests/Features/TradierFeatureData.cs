using static Brokerage.AssetClass;
using static Brokerage.OrderShape;
using static Brokerage.PriceKind;
using static Brokerage.QuantityKind;
using static Brokerage.TimeInForceKind;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>What Tradier can do, as data with its evidence, in the form that its adapter will take over.</summary>
internal static class TradierFeatureData
{
    private static readonly Evidence Trading = new("documentation, Trading", new DateOnly(2026, 11, 20));
    private static readonly Evidence Account = new("documentation, Accounts", new DateOnly(2026, 11, 20));
    private static readonly Evidence Data = new("documentation, Market Data", new DateOnly(2026, 11, 20));
    private static readonly Evidence Stream = new("documentation, Streaming", new DateOnly(2026, 11, 20));
    private static readonly Evidence Login = new("documentation, Authentication", new DateOnly(2026, 11, 20));
    private static readonly Evidence Rates = new("documentation, Rate Limiting", new DateOnly(2026, 11, 20));
    private static readonly Evidence PaperNotes = new("published notes on paper trading", new DateOnly(2026, 11, 20));

    /// <summary>Real money.</summary>
    public static BrokerFeatures Live { get; } = new()
    {
        Broker = BrokerId.Parse("tradier"),
        Orders = [.. Shares(), .. Options(), .. Plans(), .. Operations(), .. Refused()],
        OrderLimits =
        [
            new OrderLimit(OrderLimitKind.MaxLegs, 4m, Trading),
            new OrderLimit(OrderLimitKind.MaxParts, 2m, Trading),
        ],
        PlanRules =
        [
            new PlanRule(PlanRuleKind.SameInstrument, OneCancels, Trading),
            new PlanRule(PlanRuleKind.SameTimeInForce, OneCancels, Trading),
            new PlanRule(PlanRuleKind.PartsDifferInPrice, OneCancels, Trading),
            new PlanRule(PlanRuleKind.PartsSameTimeInForce, Bracket, Trading),
            new PlanRule(PlanRuleKind.PartsDifferInPrice, Bracket, Trading),
        ],
        Abilities = Abilities(),
        Limits = [Minute("reads", 120), Minute("data", 120), Minute("orders", 60)],
        Session = new SessionRules(OneSessionPerLogin: false, StreamsPerLogin: 1, KeepAlive: null),
        Logins =
        [
            new TokenRules(Renewal.None, Login)
            {
                AccessLife = TimeSpan.FromHours(24),
                LoginLife = TimeSpan.FromDays(1),
                Note = "OAuth without a refresh token",
            },
            new TokenRules(Renewal.Replace, Login) { AccessLife = TimeSpan.FromHours(24), Note = "OAuth of an approved application" },
        ],
    };

    /// <summary>The sandbox trades on paper, with delayed quotes and without market data streams and history.</summary>
    public static BrokerFeatures Sandbox { get; } = Live with
    {
        Limits = [Minute("reads", 60), Minute("data", 60), Minute("orders", 60)],
        Abilities = new Dictionary<Ability, AbilitySupport>(Live.Abilities)
        {
            [Ability.Transactions] = AbilitySupport.Unsupported(PaperNotes, "history comes from the clearing firm"),
            [Ability.RealTimeQuotes] = AbilitySupport.Unsupported(PaperNotes),
            [Ability.DelayedQuotes] = AbilitySupport.Native(Data),
            [Ability.StreamQuotes] = AbilitySupport.Emulated(PaperNotes, "polled: the sandbox does not stream quotes"),
        },
    };

    private static IEnumerable<FeatureRule> Shares() =>
    [
        .. FeatureRules.Each(
            Support.Native, Trading, assets: [Equity], shapes: [OrderShape.Single], prices: [Market, Limit, Stop, StopLimit],
            times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Trading, "durations of their own, entered during that session", assets: [Equity], shapes: [OrderShape.Single],
            prices: [Limit], times: [Day], sessions: [Sessions.Pre, Sessions.Post], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Trading, "a class 'fractional' is named, its parameters are not", assets: [Equity],
            shapes: [OrderShape.Single], prices: [Market], times: [Day], sessions: [Sessions.Regular], quantities: [Fractional]),
    ];

    private static IEnumerable<FeatureRule> Options() =>
    [
        .. FeatureRules.Each(
            Support.Native, Trading, assets: [Option], shapes: [OrderShape.Single], prices: [Market, Limit, Stop, StopLimit],
            times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], effects: [PositionEffect.Open, PositionEffect.Close],
            quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Trading, "market, debit, credit or even", assets: [Option], shapes: [MultiLeg], prices: [Market, Limit],
            times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], effects: [PositionEffect.Open, PositionEffect.Close],
            quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Trading, "a combo: shares and one or two options", assets: [Equity], shapes: [MultiLeg],
            prices: [Market, Limit], times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unsupported, Trading, "an option order says whether it opens or closes", assets: [Option],
            effects: [PositionEffect.Unspecified]),
    ];

    private static IEnumerable<FeatureRule> Plans() =>
    [
        .. Plan(Equity, default),
        .. Plan(Option, [PositionEffect.Open, PositionEffect.Close]),
        .. FeatureRules.Each(
            Support.Unsupported, Trading, "the first order is a limit, stop or stop-limit", shapes: [Bracket, OneTriggers],
            roles: [OrderRole.Entry], prices: [Market]),
    ];

    private static IEnumerable<FeatureRule> Plan(AssetClass asset, ReadOnlySpan<PositionEffect> effects) => FeatureRules.Each(
        Support.Native, Trading, "classes oco, oto and otoco", assets: [asset], shapes: [Bracket, OneCancels, OneTriggers],
        prices: [Limit, Stop, StopLimit], times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], effects: effects,
        quantities: [Whole]);

    private static IEnumerable<FeatureRule> Operations() =>
    [
        .. FeatureRules.Each(
            Support.Native, Trading, "the order keeps its id", prices: [Market, Limit, Stop, StopLimit],
            operations: [OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(
            Support.Native, Trading, "the order keeps its id", times: [Day, GoodTillCancelled], operations: [OrderOperation.ReplaceTerms]),
        .. FeatureRules.Each(Support.Unsupported, Trading, "a quantity cannot be changed", operations: [OrderOperation.ReplaceQuantity]),
        .. FeatureRules.Each(
            Support.Unsupported, Trading, "durations are day and gtc",
            times: [GoodTillDate, ImmediateOrCancel, FillOrKill, AtOpen, AtClose], operations: [OrderOperation.ReplaceTerms]),
        .. FeatureRules.Each(
            Support.Unsupported, Trading, "there are no trailing stops", prices: [TrailingAmount, TrailingPercent, TrailingLimit],
            operations: [OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(Support.Native, Trading, operations: [OrderOperation.Preview]),
    ];

    private static IEnumerable<FeatureRule> Refused() =>
    [
        .. FeatureRules.Each(
            Support.Unsupported, Trading, "durations are day and gtc", times: [GoodTillDate, ImmediateOrCancel, FillOrKill, AtOpen, AtClose]),
        .. FeatureRules.Each(
            Support.Unsupported, Trading, "there are no trailing stops", prices: [TrailingAmount, TrailingPercent, TrailingLimit]),
        .. FeatureRules.Each(
            Support.Unsupported, Trading, "pre and post are orders of their own", sessions: [Sessions.Extended, Sessions.Overnight]),
        .. FeatureRules.Each(Support.Unsupported, Trading, "no such field", allOrNone: true),
        .. FeatureRules.Each(
            Support.Unsupported, Trading, "what triggers a stop cannot be chosen",
            bases: [TriggerBasis.Last, TriggerBasis.Bid, TriggerBasis.Ask, TriggerBasis.Mark],
            operations: [OrderOperation.Place, OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(Support.Unsupported, Trading, "shares and options alone", assets: [Crypto, Future, FutureOption, Forex, Fund, Bond]),
    ];

    private static Dictionary<Ability, AbilitySupport> Abilities() => new()
    {
        [Ability.Balances] = AbilitySupport.Native(Account),
        [Ability.Positions] = AbilitySupport.Native(Account, "without prices: quotes are joined"),
        [Ability.OpenOrders] = AbilitySupport.Native(Account),
        [Ability.OrderHistory] = AbilitySupport.Unverified(Account, "without parameters, the session's orders; how far others reach is not said"),
        [Ability.Transactions] = AbilitySupport.Native(Account, "made each night, without times and order ids"),
        [Ability.FindByClientId] = AbilitySupport.Native(Account, "the tag, which need not be unique"),
        [Ability.SeveralAccounts] = AbilitySupport.Native(Account),
        [Ability.Quotes] = AbilitySupport.Native(Data),
        [Ability.RealTimeQuotes] = AbilitySupport.Native(Data, "for account holders"),
        [Ability.DelayedQuotes] = AbilitySupport.Unsupported(Data),
        [Ability.Level2] = AbilitySupport.Unsupported(Data),
        [Ability.OptionChains] = AbilitySupport.Native(Data),
        [Ability.Greeks] = AbilitySupport.Native(Data, "renewed each hour"),
        [Ability.Bars] = AbilitySupport.Native(Data),
        [Ability.Calendar] = AbilitySupport.Native(Data),
        [Ability.InstrumentSearch] = AbilitySupport.Native(Data),
        [Ability.StreamQuotes] = AbilitySupport.Native(Stream),
        [Ability.StreamOrders] = AbilitySupport.Native(Stream, "events name the order and little more: each is read again"),
        [Ability.PaperTrading] = AbilitySupport.Native(Account, "the sandbox"),
        [Ability.BuyingPowerHoldsOrders] = AbilitySupport.Unverified(Account, "the number of pending orders stands beside it; what they take is not said"),
        [Ability.SuiteCanRefresh] = AbilitySupport.Native(Login, "for approved applications alone"),
        [Ability.PersonMustReturn] = AbilitySupport.Native(Login, "each day, unless the application is approved; never with a personal token"),
        [Ability.RevokeAtBroker] = AbilitySupport.Unsupported(Login, "no documented address"),
    };

    private static RateLimit Minute(string name, int permits) => new()
    {
        Class = name,
        Scope = LimitScope.Connection,
        Permits = permits,
        Window = TimeSpan.FromMinutes(1),
        Evidence = Rates,
    };
}
