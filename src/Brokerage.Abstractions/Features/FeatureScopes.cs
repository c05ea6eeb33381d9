namespace Brokerage;

/// <summary>Which part of the data answers a flat question.</summary>
internal static class FeatureScopes
{
    /// <summary>The order scopes that a feature is about, any of which suffices; null where an ability answers.</summary>
    internal static IReadOnlyList<OrderScope>? OrdersOf(Feature feature) => feature switch
    {
        Feature.StockTrading => Trading(AssetClass.Equity),
        Feature.OptionTrading => Trading(AssetClass.Option),
        Feature.CryptoTrading => Trading(AssetClass.Crypto),
        Feature.FuturesTrading => Trading(AssetClass.Future),
        Feature.ForexTrading => Trading(AssetClass.Forex),
        Feature.FundTrading => Trading(AssetClass.Fund),
        Feature.BondTrading => Trading(AssetClass.Bond),
        Feature.FractionalShares => [Placing(AssetClass.Equity) with { Quantity = QuantityKind.Fractional }],
        Feature.CashAmounts => [Placing() with { Quantity = QuantityKind.Cash }],
        Feature.ExtendedHours => InSessions(Sessions.Extended, Sessions.Pre, Sessions.Post, Sessions.Extended | Sessions.Overnight),
        Feature.OvernightTrading => InSessions(Sessions.Overnight, Sessions.Extended | Sessions.Overnight),
        Feature.ShortSelling => [Placing(AssetClass.Equity) with { Side = Side.Sell, Effect = PositionEffect.Open }],
        Feature.MarketOrders => Priced(PriceKind.Market),
        Feature.LimitOrders => Priced(PriceKind.Limit),
        Feature.StopOrders => Priced(PriceKind.Stop),
        Feature.StopLimitOrders => Priced(PriceKind.StopLimit),
        Feature.TrailingStopAmount => Priced(PriceKind.TrailingAmount),
        Feature.TrailingStopPercent => Priced(PriceKind.TrailingPercent),
        Feature.TrailingStopLimit => Priced(PriceKind.TrailingLimit),
        Feature.DayOrders => Lasting(TimeInForceKind.Day),
        Feature.GoodTillCancelled => Lasting(TimeInForceKind.GoodTillCancelled),
        Feature.GoodTillDate => Lasting(TimeInForceKind.GoodTillDate),
        Feature.ImmediateOrCancel => Lasting(TimeInForceKind.ImmediateOrCancel),
        Feature.FillOrKill => Lasting(TimeInForceKind.FillOrKill),
        Feature.AtOpen => Lasting(TimeInForceKind.AtOpen),
        Feature.AtClose => Lasting(TimeInForceKind.AtClose),
        Feature.AllOrNone => [Placing() with { AllOrNone = true }],
        Feature.BracketOrders => Shaped(OrderShape.Bracket),
        Feature.Oco => Shaped(OrderShape.OneCancels),
        Feature.Oto => Shaped(OrderShape.OneTriggers),
        Feature.MultiLeg => Shaped(OrderShape.MultiLeg),
        Feature.ReplacePrice => [new OrderScope { Operation = OrderOperation.ReplacePrice }],
        Feature.ReplaceQuantity => [new OrderScope { Operation = OrderOperation.ReplaceQuantity }],
        Feature.ReplaceTerms => [new OrderScope { Operation = OrderOperation.ReplaceTerms }],
        Feature.OrderPreview => [new OrderScope { Operation = OrderOperation.Preview }],
        _ => null,
    };

    /// <summary>The ability that answers a feature; null where orders do.</summary>
    internal static Ability? AbilityOf(Feature feature) => feature switch
    {
        Feature.Balances => Ability.Balances,
        Feature.Positions => Ability.Positions,
        Feature.Transactions => Ability.Transactions,
        Feature.OpenOrders => Ability.OpenOrders,
        Feature.OrderHistory => Ability.OrderHistory,
        Feature.FindByClientId => Ability.FindByClientId,
        Feature.SeveralAccounts => Ability.SeveralAccounts,
        Feature.Quotes => Ability.Quotes,
        Feature.RealTimeQuotes => Ability.RealTimeQuotes,
        Feature.DelayedQuotes => Ability.DelayedQuotes,
        Feature.Level2 => Ability.Level2,
        Feature.OptionChains => Ability.OptionChains,
        Feature.Greeks => Ability.Greeks,
        Feature.Bars => Ability.Bars,
        Feature.Calendar => Ability.Calendar,
        Feature.InstrumentSearch => Ability.InstrumentSearch,
        Feature.StreamQuotes => Ability.StreamQuotes,
        Feature.StreamOrders => Ability.StreamOrders,
        Feature.PaperTrading => Ability.PaperTrading,
        Feature.SuiteCanRefresh => Ability.SuiteCanRefresh,
        Feature.PersonMustReturn => Ability.PersonMustReturn,
        Feature.RevokeAtBroker => Ability.RevokeAtBroker,
        _ => null,
    };

    private static OrderScope Placing(AssetClass? asset = null) => new() { Asset = asset, Operation = OrderOperation.Place };

    private static OrderScope[] Trading(AssetClass asset) => [Placing(asset)];

    private static OrderScope[] Priced(PriceKind price) => [Placing() with { Price = price }];

    private static OrderScope[] Lasting(TimeInForceKind kind) => [Placing() with { TimeInForce = kind }];

    private static OrderScope[] Shaped(OrderShape shape) => [Placing() with { Shape = shape }];

    private static OrderScope[] InSessions(params Sessions[] sessions) =>
        [.. sessions.Select(session => Placing(AssetClass.Equity) with { Sessions = session })];
}
