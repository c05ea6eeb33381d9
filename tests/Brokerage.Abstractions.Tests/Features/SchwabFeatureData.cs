using static Brokerage.AssetClass;
using static Brokerage.OrderShape;
using static Brokerage.PriceKind;
using static Brokerage.QuantityKind;
using static Brokerage.TimeInForceKind;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>What Schwab can do, as data with its evidence, in the form that its adapter will take over.</summary>
internal static class SchwabFeatureData
{
    private static readonly Evidence Spec = new("Trader API specification", new DateOnly(2026, 11, 20));
    private static readonly Evidence DataSpec = new("Market Data API specification", new DateOnly(2026, 11, 20));
    private static readonly Evidence StreamGuide = new("Streamer API guide", new DateOnly(2026, 11, 20));
    private static readonly Evidence Clients = new("what published clients send and are answered", new DateOnly(2026, 11, 20));
    private static readonly Evidence Recorded = new("recorded production orders", new DateOnly(2025, 10, 31));
    private static readonly Evidence Portal = new("developer portal, order page", new DateOnly(2026, 11, 20));
    private static readonly Evidence Remembered = new("remembered, on no page at hand", new DateOnly(2026, 11, 20));

    private const string Chain = "the whole order is sent again; the answer is a new order";

    /// <summary>Real money: individual developers have neither paper trading nor a sandbox.</summary>
    public static BrokerFeatures Live { get; } = new()
    {
        Broker = BrokerId.Parse("schwab"),
        Orders = [.. Shares(), .. Options(), .. Plans(), .. Operations(), .. Refused()],
        OrderLimits =
        [
            new OrderLimit(OrderLimitKind.PriceStep, 0.0001m, Recorded, Equity),
            new OrderLimit(OrderLimitKind.PriceStep, 0.01m, Recorded, Equity, FromPrice: 1m),
        ],
        Abilities = Abilities(),
        Limits =
        [
            new RateLimit
            {
                Class = "reads",
                Scope = LimitScope.Application,
                Permits = 120,
                Window = TimeSpan.FromMinutes(1),
                Evidence = Clients,
            },
            new RateLimit
            {
                Class = "orders",
                Scope = LimitScope.Account,
                Permits = 120,
                Window = TimeSpan.FromMinutes(1),
                Evidence = new Evidence("developer portal, order page: 0 to 120, as chosen when the application was registered", Portal.On),
            },
            new RateLimit
            {
                Class = "orders",
                Scope = LimitScope.Account,
                Permits = 4_000,
                Window = TimeSpan.FromDays(1),
                Evidence = Clients,
            },
        ],
        Session = new SessionRules(OneSessionPerLogin: false, StreamsPerLogin: 1, KeepAlive: null),
        HistoryDepth = TimeSpan.FromDays(365),
        Logins =
        [
            new TokenRules(Renewal.Replace, Clients)
            {
                AccessLife = TimeSpan.FromMinutes(30),
                LoginLife = TimeSpan.FromDays(7),
                Note = "the seven days count from the login; refreshing does not move them",
            },
        ],
    };

    private static IEnumerable<FeatureRule> Shares() =>
    [
        .. FeatureRules.Each(
            Support.Native, Spec, assets: [Equity], shapes: [OrderShape.Single],
            prices: [Market, Limit, Stop, StopLimit, TrailingAmount, TrailingPercent], times: [Day, GoodTillCancelled],
            sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Spec, assets: [Equity], shapes: [OrderShape.Single], prices: [Limit], times: [ImmediateOrCancel, FillOrKill],
            sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Spec, "an order type of its own: MARKET_ON_CLOSE, LIMIT_ON_CLOSE", assets: [Equity],
            shapes: [OrderShape.Single], prices: [Market, Limit], times: [AtClose], sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Spec, "listed apart; no such order is shown", assets: [Equity], shapes: [OrderShape.Single],
            prices: [Market], times: [ImmediateOrCancel, FillOrKill], sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Clients, "GOOD_TILL_CANCEL with a cancelTime; six months at most", assets: [Equity],
            shapes: [OrderShape.Single], prices: [Limit, Stop, StopLimit], times: [GoodTillDate], sessions: [Sessions.Regular],
            quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Spec, "TRAILING_STOP_LIMIT is listed; how its limit is given is not shown", assets: [Equity],
            shapes: [OrderShape.Single], prices: [TrailingLimit], times: [Day, GoodTillCancelled], sessions: [Sessions.Regular],
            quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Spec, "AM, PM and SEAMLESS", assets: [Equity], shapes: [OrderShape.Single], prices: [Limit], times: [Day],
            sessions: [Sessions.Pre, Sessions.Post, Sessions.Extended], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Remembered, "SEAMLESS takes limit orders, good till cancelled too", assets: [Equity],
            shapes: [OrderShape.Single], prices: [Limit], times: [GoodTillCancelled], sessions: [Sessions.Extended], quantities: [Whole]),
    ];

    private static IEnumerable<FeatureRule> Options() =>
    [
        .. FeatureRules.Each(
            Support.Native, Clients, assets: [Option], shapes: [OrderShape.Single], prices: [Market, Limit], times: [Day, GoodTillCancelled],
            sessions: [Sessions.Regular], effects: [PositionEffect.Open, PositionEffect.Close], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Spec, "listed for all orders; no option order with them is shown", assets: [Option],
            shapes: [OrderShape.Single], prices: [Stop, StopLimit, TrailingAmount, TrailingPercent], times: [Day, GoodTillCancelled],
            sessions: [Sessions.Regular], effects: [PositionEffect.Open, PositionEffect.Close], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Spec, "listed for all orders; no option order with them is shown", assets: [Option],
            shapes: [OrderShape.Single], prices: [Limit], times: [ImmediateOrCancel, FillOrKill], sessions: [Sessions.Regular],
            effects: [PositionEffect.Open, PositionEffect.Close], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Recorded, "NET_DEBIT, NET_CREDIT or NET_ZERO", assets: [Option], shapes: [MultiLeg], prices: [Limit],
            times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], effects: [PositionEffect.Open, PositionEffect.Close],
            quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Native, Recorded, "a covered call: 100 shares and an option", assets: [Equity], shapes: [MultiLeg], prices: [Limit],
            times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], quantities: [Whole]),
        .. FeatureRules.Each(
            Support.Unsupported, Portal, "an option order says whether it opens or closes", assets: [Option],
            effects: [PositionEffect.Unspecified]),
    ];

    private static IEnumerable<FeatureRule> Plans() =>
    [
        .. Plan(Support.Native, [Bracket, OneTriggers], [OrderRole.Entry], [Market, Limit]),
        .. Plan(Support.Unverified, [Bracket, OneTriggers], [OrderRole.Entry], [Stop, StopLimit], "only market and limit entries are shown"),
        .. Plan(
            Support.Native, [Bracket, OneTriggers, OneCancels], [OrderRole.TakeProfit, OrderRole.StopLoss, OrderRole.Member],
            [Market, Limit, Stop, StopLimit]),
        .. Plan(
            Support.Unverified, [Bracket, OneTriggers, OneCancels], [OrderRole.StopLoss, OrderRole.Member],
            [TrailingAmount, TrailingPercent], "the schema has them; no such order is shown"),
        .. FeatureRules.Each(
            Support.Unverified, Spec, "the schema has them; only shares are shown", assets: [Option],
            shapes: [Bracket, OneTriggers, OneCancels], prices: [Market, Limit, Stop, StopLimit], times: [Day, GoodTillCancelled],
            sessions: [Sessions.Regular], effects: [PositionEffect.Open, PositionEffect.Close], quantities: [Whole]),
    ];

    private static IReadOnlyList<FeatureRule> Plan(
        Support support, ReadOnlySpan<OrderShape> shapes, ReadOnlySpan<OrderRole> roles, ReadOnlySpan<PriceKind> prices, string? why = null) =>
        FeatureRules.Each(
            support, Clients, why, assets: [Equity], shapes: shapes, roles: roles, prices: prices, times: [Day, GoodTillCancelled],
            sessions: [Sessions.Regular], quantities: [Whole]);

    private static IEnumerable<FeatureRule> Operations() =>
    [
        .. FeatureRules.Each(
            Support.Native, Spec, Chain, prices: [Market, Limit, Stop, StopLimit, TrailingAmount, TrailingPercent],
            operations: [OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(Support.Native, Spec, Chain, quantities: [Whole], operations: [OrderOperation.ReplaceQuantity]),
        .. FeatureRules.Each(
            Support.Native, Spec, Chain, times: [Day, GoodTillCancelled, ImmediateOrCancel, FillOrKill, AtClose],
            operations: [OrderOperation.ReplaceTerms]),
        .. FeatureRules.Each(Support.Native, Recorded, "previewOrder", operations: [OrderOperation.Preview]),
        .. FeatureRules.Each(
            Support.Unsupported, Clients, "quantities are whole", quantities: [Fractional], operations: [OrderOperation.ReplaceQuantity]),
    ];

    private static IEnumerable<FeatureRule> Refused() =>
    [
        .. FeatureRules.Each(
            Support.Unsupported, Clients, "shares are ordered in whole numbers; fractions come from reinvested dividends alone",
            assets: [Equity], quantities: [Fractional, Cash]),
        .. FeatureRules.Each(Support.Unsupported, Spec, "orders at the open are not offered", times: [AtOpen]),
        .. FeatureRules.Each(
            Support.Unsupported, new Evidence("recorded refusal: Invalid value 'EXTO'", new DateOnly(2026, 11, 20)),
            "the 24-hour session is refused", sessions: [Sessions.Overnight, Sessions.Extended | Sessions.Overnight]),
        .. FeatureRules.Each(
            Support.Unverified, Clients, "whether fund orders are taken is not established", assets: [Fund], shapes: [OrderShape.Single],
            prices: [Market], times: [Day], sessions: [Sessions.Regular], quantities: [Whole, Cash]),
        .. FeatureRules.Each(
            Support.Unsupported, Portal, "shares, ETFs and options alone can be ordered", assets: [Crypto, Future, FutureOption, Forex, Bond]),
    ];

    private static Dictionary<Ability, AbilitySupport> Abilities() => new()
    {
        [Ability.Balances] = AbilitySupport.Native(Spec),
        [Ability.Positions] = AbilitySupport.Native(Spec),
        [Ability.OpenOrders] = AbilitySupport.Native(Spec),
        [Ability.OrderHistory] = AbilitySupport.Native(Spec, "a year, at most 3000 rows; 60 days for all accounts at once"),
        [Ability.Transactions] = AbilitySupport.Native(Spec, "a year, at most 3000 rows"),
        [Ability.FindByClientId] = AbilitySupport.Unsupported(Spec, "there is no client order id"),
        [Ability.SeveralAccounts] = AbilitySupport.Native(Spec, "those that the user ticked at the login"),
        [Ability.Quotes] = AbilitySupport.Native(DataSpec),
        [Ability.RealTimeQuotes] = AbilitySupport.Native(DataSpec, "the answer says which quotes are"),
        [Ability.DelayedQuotes] = AbilitySupport.Native(DataSpec),
        [Ability.Level2] = AbilitySupport.Native(StreamGuide, "streamed by the broker with level2Permissions; the interface has no role for it yet"),
        [Ability.OptionChains] = AbilitySupport.Native(DataSpec),
        [Ability.Greeks] = AbilitySupport.Native(DataSpec),
        [Ability.Bars] = AbilitySupport.Native(DataSpec, "shares, ETFs and indexes; none for options"),
        [Ability.Calendar] = AbilitySupport.Native(DataSpec),
        [Ability.InstrumentSearch] = AbilitySupport.Native(DataSpec),
        [Ability.StreamQuotes] = AbilitySupport.Native(StreamGuide),
        [Ability.StreamOrders] = AbilitySupport.Native(StreamGuide),
        [Ability.PaperTrading] = AbilitySupport.Unsupported(Portal, "paperMoney cannot be reached"),
        [Ability.BuyingPowerHoldsOrders] = AbilitySupport.Unverified(Clients, "resting buys hold it, since a second one was refused; that the figure shows it is not said"),
        [Ability.SuiteCanRefresh] = AbilitySupport.Native(Clients, "for seven days"),
        [Ability.PersonMustReturn] = AbilitySupport.Native(Clients, "seven days after each login"),
        [Ability.RevokeAtBroker] = AbilitySupport.Unsupported(Spec, "no documented address"),
    };
}
