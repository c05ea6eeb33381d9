using static Brokerage.AssetClass;
using static Brokerage.OrderShape;
using static Brokerage.PriceKind;
using static Brokerage.QuantityKind;
using static Brokerage.TimeInForceKind;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>What Interactive Brokers' Web API can do, as data with its evidence, in the form that its adapter will take over.</summary>
internal static class IbkrFeatureData
{
    private static readonly Evidence Docs = new("Web API documentation", new DateOnly(2026, 7, 2));
    private static readonly Evidence Spec = new("Web API specification 2.28.0", new DateOnly(2026, 5, 1));
    private static readonly Evidence Recorded = new("recorded answers of a paper account", new DateOnly(2026, 5, 1));
    private static readonly Evidence Measured = new("measured by published clients", new DateOnly(2026, 9, 1));
    private static readonly Evidence Remembered = new("remembered, on no page at hand", new DateOnly(2026, 11, 20));

    private const string Ticket = "the whole ticket is sent again; the order keeps its id";

    /// <summary>Real money.</summary>
    public static BrokerFeatures Live { get; } = new()
    {
        Broker = BrokerId.Parse("ibkr"),
        Orders = [.. Shares(), .. Derivatives(), .. Others(), .. Plans(), .. Operations(), .. Refused()],
        Extras =
        [
            new ExtraField("ibkr.extOperator", "who originates orders in futures, by the exchange's rule 536-B", Docs) { RequiredFor = [Future, FutureOption] },
            new ExtraField("ibkr.manualIndicator", "true when a person originates the order, false when a program does", Spec)
            {
                RequiredFor = [Future, FutureOption],
            },
        ],
        Abilities = Abilities(),
        Limits = Pacing(),
        Session = new SessionRules(OneSessionPerLogin: true, StreamsPerLogin: null, KeepAlive: TimeSpan.FromSeconds(60)),
        HistoryDepth = TimeSpan.FromDays(7),
        Logins =
        [
            new TokenRules(Renewal.None, Docs)
            {
                LoginLife = TimeSpan.FromDays(1),
                IdleLimit = TimeSpan.FromMinutes(5),
                Note = "Client Portal Gateway: a browser login each day, after the region's midnight",
            },
            new TokenRules(Renewal.OpenSession, Docs)
            {
                AccessLife = TimeSpan.FromHours(24),
                IdleLimit = TimeSpan.FromMinutes(5),
                Note = "OAuth 1.0a with the user's own keys: sessions open without a person",
            },
        ],
    };

    /// <summary>Paper trading: the same interface; whether it is paper shows only after the login.</summary>
    public static BrokerFeatures Paper { get; } = Live;

    private static IEnumerable<FeatureRule> Shares() =>
    [
        .. FeatureRules.Each(
            Support.Native, Spec, assets: [Equity], shapes: [OrderShape.Single],
            prices: [Market, Limit, Stop, StopLimit, TrailingAmount, TrailingPercent, TrailingLimit], times: [Day, GoodTillCancelled],
            sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Spec, assets: [Equity], shapes: [OrderShape.Single], prices: [Market, Limit], times: [ImmediateOrCancel, AtOpen],
            sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Remembered, "MOC and LOC are not in the list of order types", assets: [Equity], shapes: [OrderShape.Single],
            prices: [Market, Limit], times: [AtClose], sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Spec, "outsideRTH", assets: [Equity], shapes: [OrderShape.Single], prices: [Limit],
            times: [Day, GoodTillCancelled], sessions: [Sessions.Extended], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Docs, "OVT is listed as a time in force; with which order types is not said", assets: [Equity],
            shapes: [OrderShape.Single], prices: [Limit], times: [Day], sessions: [Sessions.Overnight], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Docs, "the documentation says whole shares, and fractional fills exist", assets: [Equity],
            shapes: [OrderShape.Single], prices: [Market, Limit], times: [Day], sessions: [Sessions.Regular], quantities: [Fractional]),
        .. FeatureRules.Each(
            Support.Unverified, Spec, "cashQty; questions about it must be answered, and an account may not have it", assets: [Equity],
            shapes: [OrderShape.Single], prices: [Market, Limit], times: [Day], sessions: [Sessions.Regular], quantities: [Cash]),
    ];

    private static IEnumerable<FeatureRule> Derivatives() =>
    [
        .. FeatureRules.Each(
            Support.Native, Spec, assets: [Option, Future, FutureOption], shapes: [OrderShape.Single], prices: [Market, Limit, Stop, StopLimit],
            times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Spec, "listed for all orders; the contract's own rules decide", assets: [Option, Future, FutureOption],
            shapes: [OrderShape.Single], prices: [TrailingAmount, TrailingPercent, TrailingLimit], times: [Day, GoodTillCancelled],
            sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Spec, assets: [Option], shapes: [OrderShape.Single], prices: [Market, Limit], times: [ImmediateOrCancel],
            sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Remembered, "how a combination names its legs is on no page at hand", assets: [Option, Equity],
            shapes: [MultiLeg], prices: [Limit], times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], quantities: [Whole]),
    ];

    private static IEnumerable<FeatureRule> Others() =>
    [
        .. FeatureRules.Each(
            Support.Native, Recorded, assets: [Forex], shapes: [OrderShape.Single], prices: [Market, Limit], times: [Day, GoodTillCancelled],
            sessions: [Sessions.Regular], quantities: [Whole, Fractional]),
        .. FeatureRules.Each(
            Support.Unverified, Spec, "crypto orders use the time in force PAX, which is not said to be any of these", assets: [Crypto],
            shapes: [OrderShape.Single], prices: [Market, Limit], times: [Day, GoodTillCancelled, ImmediateOrCancel],
            sessions: [Sessions.Regular], quantities: [Whole, Fractional, Cash]),
        .. FeatureRules.Each(
            Support.Unverified, Spec, "a contract id can be ordered whatever it is; what is taken depends on it",
            assets: [AssetClass.Unknown], shapes: [OrderShape.Single], prices: [Market, Limit], times: [Day], sessions: [Sessions.Regular],
            quantities: [Whole]),
    ];

    private static IEnumerable<FeatureRule> Plans() =>
    [
        .. FeatureRules.Each(
            Support.Native, Recorded, "children name their parent; one may be live while another has failed",
            assets: [Equity, Option, Future], shapes: [Bracket, OneTriggers], prices: [Market, Limit, Stop, StopLimit],
            times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Spec, "isSingleGroup on each", assets: [Equity, Option, Future], shapes: [OneCancels],
            prices: [Limit, Stop, StopLimit], times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Spec, "not excluded, not shown", assets: [Equity, Option, Future], shapes: [Bracket, OneTriggers, OneCancels],
            prices: [TrailingAmount, TrailingPercent], times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], quantities: [Whole]),
    ];

    private static IEnumerable<FeatureRule> Operations() =>
    [
        .. FeatureRules.Each(
            Support.Native, Recorded, Ticket, operations: [OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(Support.Native, Recorded, Ticket, quantities: [Whole], operations: [OrderOperation.ReplaceQuantity]),
        .. FeatureRules.Each(
            Support.Unverified, Docs, "the documentation says whole shares, and fractional fills exist", quantities: [Fractional],
            operations: [OrderOperation.ReplaceQuantity]),
        .. FeatureRules.Each(
            Support.Native, Recorded, Ticket, times: [Day, GoodTillCancelled, ImmediateOrCancel, AtOpen],
            operations: [OrderOperation.ReplaceTerms]),
        .. FeatureRules.Each(Support.Native, Recorded, "what-if", operations: [OrderOperation.Preview]),
    ];

    private static IEnumerable<FeatureRule> Refused() =>
    [
        .. FeatureRules.Each(
            Support.Unsupported, Docs, "not in the list of times in force", times: [FillOrKill, GoodTillDate],
            operations: [OrderOperation.Place, OrderOperation.ReplaceTerms]),
        .. FeatureRules.Each(
            Support.Unsupported, Spec, "what triggers a stop cannot be chosen",
            bases: [TriggerBasis.Last, TriggerBasis.Bid, TriggerBasis.Ask, TriggerBasis.Mark],
            operations: [OrderOperation.Place, OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(
            Support.Unsupported, Recorded, "refused: invalid order attribute : All or None", assets: [Future, FutureOption], allOrNone: true),
    ];

    private static Dictionary<Ability, AbilitySupport> Abilities() => new()
    {
        [Ability.Balances] = AbilitySupport.Native(Recorded),
        [Ability.Positions] = AbilitySupport.Native(Recorded),
        [Ability.OpenOrders] = AbilitySupport.Native(Recorded),
        [Ability.OrderHistory] = AbilitySupport.Native(Docs, "orders of the day, executions of seven days"),
        [Ability.Transactions] = AbilitySupport.Native(Docs, "one instrument each 15 minutes; executions of seven days beside"),
        [Ability.FindByClientId] = AbilitySupport.Native(Recorded, "order_ref, in the day's orders and seven days' executions; none on a bracket's children"),
        [Ability.SeveralAccounts] = AbilitySupport.Native(Recorded),
        [Ability.Quotes] = AbilitySupport.Native(Recorded),
        [Ability.RealTimeQuotes] = AbilitySupport.Native(Docs, "with a subscription; each quote says what it is"),
        [Ability.DelayedQuotes] = AbilitySupport.Native(Docs),
        [Ability.Level2] = AbilitySupport.Native(Docs, "streamed by the broker as a price ladder; the interface has no role for it yet"),
        [Ability.OptionChains] = AbilitySupport.Native(Docs, "strikes and contracts by month, quoted one by one"),
        [Ability.Greeks] = AbilitySupport.Native(Docs),
        [Ability.Bars] = AbilitySupport.Native(Recorded, "at most 1000 a request"),
        [Ability.Calendar] = AbilitySupport.Native(Spec, "six days around today, by contract"),
        [Ability.InstrumentSearch] = AbilitySupport.Native(Recorded),
        [Ability.StreamQuotes] = AbilitySupport.Native(Docs, "a subscription ends after 15 minutes"),
        [Ability.StreamOrders] = AbilitySupport.Native(Measured, "the order topic is at times refused or silent: executions and polling beside it"),
        [Ability.PaperTrading] = AbilitySupport.Native(Docs),
        [Ability.BuyingPowerHoldsOrders] = AbilitySupport.Unverified(Docs, "not said"),
        [Ability.SuiteCanRefresh] = AbilitySupport.Native(Docs, "with OAuth keys; not through the gateway"),
        [Ability.PersonMustReturn] = AbilitySupport.Native(Docs, "each day through the gateway; never with OAuth keys"),
        [Ability.RevokeAtBroker] = AbilitySupport.Unsupported(Docs, "logging out ends the session; keys are withdrawn on the site"),
    };

    private static IReadOnlyList<RateLimit> Pacing() =>
    [
        Rate("all", LimitScope.Connection, 10, TimeSpan.FromSeconds(1)),
        Rate("all", LimitScope.LocalAddress, 10, TimeSpan.FromSeconds(1)) with { Penalty = TimeSpan.FromMinutes(15) },
        Rate("orders", LimitScope.Connection, 1, TimeSpan.FromSeconds(5)),
        Rate("trades", LimitScope.Connection, 1, TimeSpan.FromSeconds(5)),
        Rate("pnl", LimitScope.Connection, 1, TimeSpan.FromSeconds(5)),
        Rate("accounts", LimitScope.Connection, 1, TimeSpan.FromSeconds(5)),
        Rate("snapshot", LimitScope.Connection, 10, TimeSpan.FromSeconds(1)),
        Rate("history", LimitScope.Connection, 10, TimeSpan.FromSeconds(1)) with { AtOnce = 5 },
        Rate("transactions", LimitScope.Connection, 1, TimeSpan.FromMinutes(15)),
        Rate("validate", LimitScope.Connection, 1, TimeSpan.FromMinutes(1)),
        Rate("tickle", LimitScope.Connection, 1, TimeSpan.FromSeconds(1)),
    ];

    private static RateLimit Rate(string name, LimitScope scope, int permits, TimeSpan window) =>
        new() { Class = name, Scope = scope, Permits = permits, Window = window, Evidence = Docs };
}
