using static Brokerage.AssetClass;
using static Brokerage.OrderShape;
using static Brokerage.PriceKind;
using static Brokerage.QuantityKind;
using static Brokerage.TimeInForceKind;

namespace Brokerage.ETrade;

/// <summary>
/// What E*TRADE can do, as data with its evidence. Orders are written down as what is taken; what is not listed is refused by silence, and
/// refusing rules give the reasons worth telling.
/// </summary>
public static class ETradeFeatures
{
    private static readonly Evidence Orders = new("developer documentation, Order API", new DateOnly(2026, 1, 22));
    private static readonly Evidence Accounts = new("developer documentation, Accounts API", new DateOnly(2026, 1, 22));
    private static readonly Evidence Market = new("developer documentation, Market API", new DateOnly(2026, 1, 22));
    private static readonly Evidence Login = new("developer documentation, Authorization API", new DateOnly(2026, 1, 22));
    private static readonly Evidence Clients = new("what published clients send and are answered", new DateOnly(2026, 3, 1));
    private static readonly Evidence Recorded = new("recorded production orders", new DateOnly(2025, 1, 7));
    private static readonly Evidence NotThere = new("none of the nine published clients finds one; documentation names none", new DateOnly(2026, 3, 1));
    private static readonly Evidence Canned = new("recorded sandbox answers", new DateOnly(2026, 3, 1));
    private static readonly Evidence OldLimits = new("developer guide of the former API, Rate Limits; none is published for v1", new DateOnly(2012, 1, 1));

    private const string Chain = "previewed and placed again; the answer is a new order";
    private const string Trail = "the price types are listed; that the stop price holds the trail is known from one published client alone";

    /// <summary>Real money: E*TRADE has no paper trading.</summary>
    public static BrokerFeatures Live { get; } = new()
    {
        Broker = BrokerId.Parse("etrade"),
        Orders = [.. Shares(), .. Options(), .. Operations(), .. Refused()],
        OrderLimits =
        [
            // More legs are order types of their own (BUTTERFLY, CONDOR …), which no client is seen to place.
            new OrderLimit(OrderLimitKind.MaxLegs, 2m, Recorded),
            new OrderLimit(OrderLimitKind.PriceStep, 0.0001m, Recorded, Equity),
            new OrderLimit(OrderLimitKind.PriceStep, 0.01m, Recorded, Equity, FromPrice: 1m),
        ],
        Abilities = Abilities(),
        Limits = LimitsOf(new ETradeOptions()),
        Session = new SessionRules(OneSessionPerLogin: false, StreamsPerLogin: null, KeepAlive: TimeSpan.FromMinutes(110)),
        HistoryDepth = TimeSpan.FromDays(730),
        Logins =
        [
            new TokenRules(Renewal.ExtendSameToken, Login)
            {
                LoginLife = TimeSpan.FromDays(1),
                EndsAtMidnightIn = "America/New_York",
                IdleLimit = TimeSpan.FromHours(2),
                Note = "by default; renewing wakes an idle token on the same day",
            },
        ],
    };

    /// <summary>The sandbox: canned answers that echo neither symbol nor quantity.</summary>
    public static BrokerFeatures Sandbox { get; } = Live with
    {
        Orders = [.. Live.Orders.Select(rule => rule.Support == Support.Native
            ? rule with { Support = Support.Unverified, Evidence = Canned, Why = "the sandbox answers from a script, and placing fails for some" }
            : rule)],
        Abilities = new Dictionary<Ability, AbilitySupport>(Live.Abilities)
        {
            [Ability.RealTimeQuotes] = AbilitySupport.Unsupported(Canned, "any symbol is answered with one quote of 2012"),
            [Ability.DelayedQuotes] = AbilitySupport.Unsupported(Canned, "any symbol is answered with one quote of 2012"),
        },
    };

    private static IEnumerable<FeatureRule> Shares() =>
    [
        .. FeatureRules.Each(
            Support.Native, Orders, assets: [Equity], shapes: [OrderShape.Single],
            prices: [PriceKind.Market, Limit, Stop, StopLimit], times: [Day, GoodTillCancelled],
            sessions: [Sessions.Regular], quantities: [QuantityKind.Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Clients, Trail, assets: [Equity], shapes: [OrderShape.Single], prices: [TrailingAmount, TrailingPercent],
            times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], quantities: [QuantityKind.Whole]),
        .. FeatureRules.Each(
            Support.Native, Orders, "only with a limit", assets: [Equity], shapes: [OrderShape.Single], prices: [Limit],
            times: [ImmediateOrCancel, FillOrKill], sessions: [Sessions.Regular], quantities: [QuantityKind.Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Orders, "a price type of its own, MARKET_ON_OPEN and its like; no order with one is shown", assets: [Equity],
            shapes: [OrderShape.Single], prices: [PriceKind.Market, Limit], times: [AtOpen, AtClose], sessions: [Sessions.Regular],
            quantities: [QuantityKind.Whole]),
        .. FeatureRules.Each(
            Support.Native, Clients, "limit orders for the day alone", assets: [Equity], shapes: [OrderShape.Single], prices: [Limit],
            times: [Day], sessions: [Sessions.Extended], quantities: [QuantityKind.Whole]),
    ];

    private static IEnumerable<FeatureRule> Options() =>
    [
        .. FeatureRules.Each(
            Support.Native, Recorded, assets: [Option], shapes: [OrderShape.Single], prices: [PriceKind.Market, Limit],
            times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], effects: [PositionEffect.Open, PositionEffect.Close],
            quantities: [QuantityKind.Whole]),
        .. FeatureRules.Each(
            Support.Native, Orders, "only with a limit", assets: [Option], shapes: [OrderShape.Single], prices: [Limit],
            times: [ImmediateOrCancel, FillOrKill], sessions: [Sessions.Regular],
            effects: [PositionEffect.Open, PositionEffect.Close], quantities: [QuantityKind.Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Orders, "the price types are listed for all orders; no option order with them is shown", assets: [Option],
            shapes: [OrderShape.Single], prices: [Stop, StopLimit, TrailingAmount, TrailingPercent], times: [Day, GoodTillCancelled],
            sessions: [Sessions.Regular], effects: [PositionEffect.Open, PositionEffect.Close], quantities: [QuantityKind.Whole]),
        .. FeatureRules.Each(
            Support.Native, Recorded, "SPREADS at a net debit, credit or even", assets: [Option], shapes: [MultiLeg], prices: [Limit],
            times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], effects: [PositionEffect.Open, PositionEffect.Close],
            quantities: [QuantityKind.Whole]),
        .. FeatureRules.Each(
            Support.Unverified, Orders, "BUY_WRITES is listed; no request that places one is shown", assets: [Equity], shapes: [MultiLeg],
            prices: [Limit], times: [Day, GoodTillCancelled], sessions: [Sessions.Regular], quantities: [QuantityKind.Whole]),
        .. FeatureRules.Each(
            Support.Unsupported, Orders, "an option order says whether it opens or closes", assets: [Option],
            effects: [PositionEffect.Unspecified]),
    ];

    private static IEnumerable<FeatureRule> Operations() =>
    [
        .. FeatureRules.Each(
            Support.Native, Orders, Chain, prices: [Limit, Stop, StopLimit], operations: [OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(
            Support.Unverified, Clients, Trail, prices: [TrailingAmount, TrailingPercent], operations: [OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(
            Support.Native, Orders, Chain, quantities: [QuantityKind.Whole], operations: [OrderOperation.ReplaceQuantity]),
        .. FeatureRules.Each(Support.Native, Orders, Chain, times: [Day, GoodTillCancelled], operations: [OrderOperation.ReplaceTerms]),
        .. FeatureRules.Each(Support.Native, Recorded, "every order is previewed before it is placed", operations: [OrderOperation.Preview]),
        .. FeatureRules.Each(
            Support.Unsupported, Orders, "quantities are whole", quantities: [Fractional], operations: [OrderOperation.ReplaceQuantity]),
    ];

    private static IEnumerable<FeatureRule> Refused() =>
    [
        .. FeatureRules.Each(
            Support.Unsupported, NotThere, "shares are ordered in whole numbers; fractions come from reinvested dividends alone",
            assets: [Equity], quantities: [Fractional, Cash]),
        .. FeatureRules.Each(
            Support.Unsupported, Orders, "IMMEDIATE_OR_CANCEL and FILL_OR_KILL are for LIMIT alone",
            prices: [PriceKind.Market, Stop, StopLimit, TrailingAmount, TrailingPercent, TrailingLimit],
            times: [ImmediateOrCancel, FillOrKill]),
        .. FeatureRules.Each(
            Support.Unsupported, Clients, "EXTENDED is for LIMIT and GOOD_FOR_DAY alone",
            prices: [PriceKind.Market, Stop, StopLimit, TrailingAmount, TrailingPercent, TrailingLimit], sessions: [Sessions.Extended]),
        .. FeatureRules.Each(
            Support.Unsupported, Clients, "EXTENDED is for LIMIT and GOOD_FOR_DAY alone",
            times: [GoodTillCancelled, GoodTillDate, ImmediateOrCancel, FillOrKill, AtOpen, AtClose], sessions: [Sessions.Extended]),
        .. FeatureRules.Each(
            Support.Unsupported, Orders, "what triggers a stop cannot be chosen",
            bases: [TriggerBasis.Last, TriggerBasis.Bid, TriggerBasis.Ask, TriggerBasis.Mark],
            operations: [OrderOperation.Place, OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(Support.Unsupported, Orders, "no such orders", assets: [Crypto, Future, FutureOption, Forex]),
        .. FeatureRules.Each(Support.Unsupported, Orders, "fund orders are read; no request that places one is shown", assets: [Fund]),
        .. FeatureRules.Each(
            Support.Unsupported, Orders, "the term is listed, where its date goes is not", times: [GoodTillDate],
            operations: [OrderOperation.Place, OrderOperation.ReplaceTerms]),
        .. FeatureRules.Each(
            Support.Unsupported, Clients, "one client sends a limit beside the trail; what it means is not said", prices: [TrailingLimit],
            operations: [OrderOperation.Place, OrderOperation.ReplacePrice]),
        .. FeatureRules.Each(
            Support.Unsupported, Clients, "such orders are read; no request that places one is reported to work",
            shapes: [Bracket, OneCancels, OneTriggers]),
    ];

    private static Dictionary<Ability, AbilitySupport> Abilities() => new()
    {
        [Ability.Balances] = AbilitySupport.Native(Accounts),
        [Ability.Positions] = AbilitySupport.Native(Accounts),
        [Ability.OpenOrders] = AbilitySupport.Native(Orders),
        [Ability.OrderHistory] = AbilitySupport.Native(Orders, "two years"),
        [Ability.Transactions] = AbilitySupport.Native(Accounts, "two years"),
        [Ability.FindByClientId] = AbilitySupport.Unsupported(Recorded, "the client order id is demanded and never returned"),
        [Ability.SeveralAccounts] = AbilitySupport.Native(Accounts),
        [Ability.Quotes] = AbilitySupport.Native(Market),
        [Ability.RealTimeQuotes] = AbilitySupport.Native(Market, "after the user has signed the market data agreement on the site"),
        [Ability.DelayedQuotes] = AbilitySupport.Native(Market),
        [Ability.Level2] = AbilitySupport.Unsupported(Market),
        [Ability.OptionChains] = AbilitySupport.Native(Market),
        [Ability.Greeks] = AbilitySupport.Native(Market),
        [Ability.Bars] = AbilitySupport.Unsupported(Market, "there is no price history"),
        [Ability.Calendar] = AbilitySupport.Unsupported(Market, "there are no market hours"),
        [Ability.InstrumentSearch] = AbilitySupport.Native(Market),
        [Ability.StreamQuotes] = AbilitySupport.Emulated(NotThere, "polled"),
        [Ability.StreamOrders] = AbilitySupport.Emulated(NotThere, "polled"),
        [Ability.PaperTrading] = AbilitySupport.Unsupported(Canned, "the sandbox fills nothing"),
        [Ability.BuyingPowerHoldsOrders] = AbilitySupport.Unverified(Accounts, "funds withheld from it are a field of their own; what withholds them is not said"),
        [Ability.SuiteCanRefresh] = AbilitySupport.Native(Login, "until midnight in New York"),
        [Ability.PersonMustReturn] = AbilitySupport.Native(Login, "every day: tokens end at midnight in New York"),
        [Ability.RevokeAtBroker] = AbilitySupport.Native(Login),
    };

    /// <summary>What E*TRADE can do in an environment; a simulated one plays the live one.</summary>
    /// <exception cref="ArgumentNullException"><paramref name="environment"/> is null.</exception>
    public static BrokerFeatures In(BrokerEnvironment environment)
    {
        ArgumentNullException.ThrowIfNull(environment);
        return environment.Kind == EnvironmentKind.Sandbox ? Sandbox : Live;
    }

    /// <summary>The limits of a connection: as many per second as its settings say, and in an hour as many more as there were formerly.</summary>
    internal static IReadOnlyList<RateLimit> LimitsOf(ETradeOptions settings) =>
    [
        .. Module(ETradeSession.AccountsRate, settings.AccountRequestsPerSecond), .. Module(ETradeSession.MarketRate, settings.MarketRequestsPerSecond),
        .. Module(ETradeSession.OrdersRate, settings.OrderRequestsPerSecond), .. Module(ETradeSession.UserRate, settings.AccountRequestsPerSecond),
    ];

    // Two a second and 7,000 an hour, four and 14,000.
    private static IEnumerable<RateLimit> Module(string name, int perSecond) =>
    [
        new RateLimit { Class = name, Scope = LimitScope.Connection, Permits = perSecond, Window = TimeSpan.FromSeconds(1), Evidence = OldLimits },
        new RateLimit { Class = name, Scope = LimitScope.Connection, Permits = perSecond * 3_500, Window = TimeSpan.FromHours(1), Evidence = OldLimits },
    ];
}
