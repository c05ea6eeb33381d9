using static Brokerage.OrderShape;
using static Brokerage.PriceKind;
using static Brokerage.TimeInForceKind;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>What the brokers' documents say about fields together, as predicates of their own; each must hold for every order that is taken.</summary>
internal static class CrossFieldClaims
{
    private static readonly Dictionary<(string Broker, string Claim), Func<OrderScope, Support, bool>> Claims = new()
    {
        [("etrade", "immediate or cancel, and fill or kill, only with a limit")] = (s, _) => s.TimeInForce is not (ImmediateOrCancel or FillOrKill) || s.Price == Limit,
        [("etrade", "extended only with a limit for the day")] = (s, _) => s.Sessions == Sessions.Regular || s is { Sessions: Sessions.Extended, Price: Limit, TimeInForce: Day },
        [("etrade", "options say whether they open or close")] = (s, _) => s.Asset != AssetClass.Option || s.Shape is not (OrderShape.Single or MultiLeg) || s.Effect != PositionEffect.Unspecified,
        [("etrade", "no plans")] = (s, _) => !IsPlan(s),
        [("alpaca", "plans are whole, regular, day or good till cancelled, and shares")] = (s, _) =>
            !IsPlan(s) || s is { Quantity: QuantityKind.Whole, Sessions: Sessions.Regular, TimeInForce: Day or GoodTillCancelled, Asset: AssetClass.Equity },
        [("alpaca", "fractions are proven for market orders of the day alone")] = (s, support) =>
            s.Asset != AssetClass.Equity || s.Quantity == QuantityKind.Whole || support != Support.Native || s is { Price: Market, TimeInForce: Day, Sessions: Sessions.Regular },
        [("alpaca", "extended only with a limit, day or good till cancelled")] = (s, _) =>
            s.Sessions == Sessions.Regular || s is { Price: Limit, TimeInForce: Day or GoodTillCancelled, Asset: AssetClass.Equity },
        [("alpaca", "crypto is good till cancelled or immediate, without stops to the market")] = (s, _) =>
            s.Asset != AssetClass.Crypto || s is { TimeInForce: GoodTillCancelled or ImmediateOrCancel, Price: Market or Limit or StopLimit, Shape: OrderShape.Single },
        [("alpaca", "options are for the day, at market or limit")] = (s, _) =>
            s.Asset != AssetClass.Option || s is { TimeInForce: Day, Price: Market or Limit, Shape: OrderShape.Single or MultiLeg },
        [("schwab", "never at the open, never overnight")] = (s, _) => s.TimeInForce != AtOpen && !s.Sessions!.Value.HasFlag(Sessions.Overnight),
        [("schwab", "no fractions of shares")] = (s, _) => s.Asset != AssetClass.Equity || s.Quantity == QuantityKind.Whole,
        [("ibkr", "never fill or kill, never till a date")] = (s, _) => s.TimeInForce is not (FillOrKill or GoodTillDate),
        [("ibkr", "futures are never all or none")] = (s, _) => s.Asset != AssetClass.Future || s.AllOrNone == false,
        [("tradier", "day or good till cancelled alone, never trailing")] = (s, _) =>
            s.TimeInForce is Day or GoodTillCancelled && s.Price is not (TrailingAmount or TrailingPercent or TrailingLimit),
        [("tradier", "before and after hours only with a limit for the day")] = (s, _) =>
            s.Sessions == Sessions.Regular || s is { Price: Limit, TimeInForce: Day, Sessions: Sessions.Pre or Sessions.Post },
        [("tradier", "plans never begin with a market order")] = (s, _) => s is not { Role: OrderRole.Entry, Price: Market },
        [("robinhood", "crypto alone, long alone, no amounts at the market")] = (s, _) =>
            s.Asset == AssetClass.Crypto && s is not { Side: Side.Sell, Effect: PositionEffect.Open } and not { Price: Market, Quantity: QuantityKind.Cash },
        [("fidelity", "nothing")] = (_, _) => false,
    };

    public static IEnumerable<(string Broker, string Claim)> All => Claims.Keys;

    public static bool Holds(string broker, string claim, OrderScope scope, Support support) => Claims[(broker, claim)](scope, support);

    private static bool IsPlan(OrderScope scope) => scope.Shape is Bracket or OneCancels or OneTriggers;
}
