using static Brokerage.AssetClass;
using static Brokerage.PriceKind;
using static Brokerage.QuantityKind;
using static Brokerage.TimeInForceKind;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>What Robinhood's crypto interface can do, as data with its evidence, in the form that its adapter will take over.</summary>
internal static class RobinhoodFeatureData
{
    private static readonly Evidence Docs = new("Crypto Trading API documentation", new DateOnly(2026, 8, 12));
    private static readonly Evidence Client = new("a published client", new DateOnly(2026, 9, 1));
    private static readonly Evidence NoOther = new("the crypto interface is the only documented one", new DateOnly(2026, 9, 1));

    /// <summary>Real money: there is no sandbox.</summary>
    public static BrokerFeatures Live { get; } = new()
    {
        Broker = BrokerId.Parse("robinhood"),
        Orders = [.. Taken(), .. Refused()],
        Abilities = Abilities(),
        Limits =
        [
            new RateLimit { Class = "all", Scope = LimitScope.Account, Permits = 100, Window = TimeSpan.FromMinutes(1), Evidence = Client },
        ],
        Session = new SessionRules(OneSessionPerLogin: false, StreamsPerLogin: null, KeepAlive: null),
        Logins = [new TokenRules(Renewal.None, Docs) { Note = "API keys; each request is signed" }],
    };

    private static IEnumerable<FeatureRule> Taken() =>
    [
        .. FeatureRules.Each(
            Support.Native, Docs, assets: [Crypto], shapes: [OrderShape.Single], prices: [Market, Limit, Stop, StopLimit],
            times: [GoodTillCancelled], sessions: [Sessions.Regular], quantities: [Whole, Fractional]),
        .. FeatureRules.Each(
            Support.Native, Docs, "a limit, stop or stop-limit may name an amount", assets: [Crypto], shapes: [OrderShape.Single],
            prices: [Limit, Stop, StopLimit], times: [GoodTillCancelled], sessions: [Sessions.Regular], quantities: [Cash]),
        .. FeatureRules.Each(
            Support.Unverified, Client, "one client lists orders for the day", assets: [Crypto], shapes: [OrderShape.Single],
            prices: [Market, Limit, Stop, StopLimit], times: [Day], sessions: [Sessions.Regular], quantities: [Whole, Fractional]),
    ];

    private static IEnumerable<FeatureRule> Refused() =>
    [
        .. FeatureRules.Each(Support.Unsupported, NoOther, "crypto alone", assets: [Equity, Option, Fund, Bond, Future, FutureOption, Forex]),
        .. FeatureRules.Each(Support.Unsupported, Docs, "a market order names a quantity", prices: [Market], quantities: [Cash]),
        .. FeatureRules.Each(Support.Unsupported, Docs, "crypto is held, not sold short", sides: [Side.Sell], effects: [PositionEffect.Open]),
        .. FeatureRules.Each(Support.Unsupported, Docs, "no such field", allOrNone: true),
        .. FeatureRules.Each(
            Support.Unsupported, Docs, "what triggers a stop cannot be chosen",
            bases: [TriggerBasis.Last, TriggerBasis.Bid, TriggerBasis.Ask, TriggerBasis.Mark]),
        .. FeatureRules.Each(
            Support.Unsupported, Docs, "an order cannot be changed: cancel it and place another",
            operations: [OrderOperation.ReplacePrice, OrderOperation.ReplaceQuantity, OrderOperation.ReplaceTerms]),
        .. FeatureRules.Each(
            Support.Unsupported, Docs, "prices can be estimated, orders not previewed", operations: [OrderOperation.Preview]),
    ];

    private static Dictionary<Ability, AbilitySupport> Abilities() => new()
    {
        [Ability.Balances] = AbilitySupport.Native(Docs, "buying power alone"),
        [Ability.Positions] = AbilitySupport.Native(Docs, "without cost and value: prices are joined"),
        [Ability.OpenOrders] = AbilitySupport.Native(Docs),
        [Ability.OrderHistory] = AbilitySupport.Native(Docs),
        [Ability.Transactions] = AbilitySupport.Unsupported(Docs),
        [Ability.FindByClientId] = AbilitySupport.Native(Docs, "listed orders carry it; there is no filter"),
        [Ability.SeveralAccounts] = AbilitySupport.Unsupported(Docs, "one account per key"),
        [Ability.Quotes] = AbilitySupport.Native(Docs, "best bid and ask, spread included"),
        [Ability.RealTimeQuotes] = AbilitySupport.Native(Docs),
        [Ability.DelayedQuotes] = AbilitySupport.Unsupported(Docs),
        [Ability.Level2] = AbilitySupport.Unsupported(Docs),
        [Ability.OptionChains] = AbilitySupport.Unsupported(NoOther),
        [Ability.Greeks] = AbilitySupport.Unsupported(NoOther),
        [Ability.Bars] = AbilitySupport.Unsupported(Docs),
        [Ability.Calendar] = AbilitySupport.Unsupported(Docs, "crypto trades around the clock"),
        [Ability.InstrumentSearch] = AbilitySupport.Native(Docs, "trading pairs"),
        [Ability.StreamQuotes] = AbilitySupport.Emulated(Docs, "polled"),
        [Ability.StreamOrders] = AbilitySupport.Emulated(Docs, "polled"),
        [Ability.PaperTrading] = AbilitySupport.Unsupported(Docs, "there is no sandbox"),
        [Ability.BuyingPowerHoldsOrders] = AbilitySupport.Unverified(Docs, "not said"),
        [Ability.SuiteCanRefresh] = AbilitySupport.Unsupported(Docs, "there is nothing to refresh"),
        [Ability.PersonMustReturn] = AbilitySupport.Unsupported(Docs, "unless the user gave the key an expiry"),
        [Ability.RevokeAtBroker] = AbilitySupport.Unsupported(Docs, "the user removes the key on Robinhood's site"),
    };
}
