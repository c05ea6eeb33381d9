using System.Runtime.CompilerServices;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>Every order that can be asked for, in the dimensions that brokers tell apart.</summary>
internal static class ConcreteScopes
{
    private static readonly (OrderShape Shape, OrderRole Role)[] Shapes =
    [
        (OrderShape.Single, OrderRole.Single), (OrderShape.MultiLeg, OrderRole.Single),
        (OrderShape.Bracket, OrderRole.Entry), (OrderShape.Bracket, OrderRole.TakeProfit), (OrderShape.Bracket, OrderRole.StopLoss),
        (OrderShape.OneCancels, OrderRole.TakeProfit), (OrderShape.OneCancels, OrderRole.StopLoss), (OrderShape.OneCancels, OrderRole.Member),
        (OrderShape.OneTriggers, OrderRole.Entry), (OrderShape.OneTriggers, OrderRole.Member),
    ];

    private static readonly AssetClass[] Assets =
        [AssetClass.Equity, AssetClass.Option, AssetClass.Crypto, AssetClass.Future, AssetClass.Fund, AssetClass.Unknown];

    private static readonly (Side Side, PositionEffect Effect)[] Sides =
        [(Side.Buy, PositionEffect.Unspecified), (Side.Sell, PositionEffect.Open), (Side.Sell, PositionEffect.Close)];

    private static readonly Sessions[] AllSessions =
        [Sessions.Regular, Sessions.Extended, Sessions.Pre, Sessions.Overnight, Sessions.Extended | Sessions.Overnight];

    private static readonly ConditionalWeakTable<IReadOnlyList<FeatureRule>, List<(OrderScope, IReadOnlyList<FeatureRule>, FeatureRule?)>> Known = [];

    public static IReadOnlyList<OrderScope> All { get; } =
    [
        .. from asset in Assets
           from shape in Shapes
           from price in Enum.GetValues<PriceKind>()
           from time in Enum.GetValues<TimeInForceKind>().Where(time => time != TimeInForceKind.Unknown)
           from session in AllSessions
           from side in Sides
           from quantity in Enum.GetValues<QuantityKind>()
           where Belongs(asset, shape.Shape, session, quantity)
           from special in Specials(price)
           select new OrderScope
           {
               Asset = asset,
               Shape = shape.Shape,
               Role = shape.Role,
               Price = price,
               TimeInForce = time,
               Sessions = session,
               Side = side.Side,
               Effect = side.Effect,
               Quantity = quantity,
               AllOrNone = special.AllOrNone,
               Basis = special.Basis,
               Operation = OrderOperation.Place,
           },
    ];

    /// <summary>What a broker's rules say to each of them; asked once per set of rules.</summary>
    public static IReadOnlyList<(OrderScope Asked, IReadOnlyList<FeatureRule> Deciding, FeatureRule? Rule)> Answers(BrokerFeatures features) =>
        Known.GetValue(features.Orders, _ => [.. All.GroupBy(asked => (asked.Asset, asked.Shape)).SelectMany(group => Answer(features, group.Key.Asset, group.Key.Shape, group))]);

    // Rules about another asset class or shape cannot speak, so they need not be tried a hundred thousand times.
    private static IEnumerable<(OrderScope Asked, IReadOnlyList<FeatureRule> Deciding, FeatureRule? Rule)> Answer(
        BrokerFeatures features, AssetClass? asset, OrderShape? shape, IEnumerable<OrderScope> scopes)
    {
        List<FeatureRule> rules = [.. features.Orders.Where(rule => (rule.Scope.Asset ?? asset) == asset && (rule.Scope.Shape ?? shape) == shape)];
        return scopes.Select(asked => (asked, (IReadOnlyList<FeatureRule>)FeatureVerdict.Deciding(rules, asked), FeatureVerdict.Of(rules, asked).Rule));
    }

    // Every session and quantity is tried for plain orders; plans and the rarer classes make do with fewer.
    private static bool Belongs(AssetClass asset, OrderShape shape, Sessions session, QuantityKind quantity) =>
        (shape is OrderShape.Single or OrderShape.MultiLeg || (session is Sessions.Regular or Sessions.Extended && quantity is not QuantityKind.Cash))
        && Belongs(asset, shape, session)
        && (asset is AssetClass.Equity or AssetClass.Option or AssetClass.Crypto || quantity is not QuantityKind.Cash);

    private static bool Belongs(AssetClass asset, OrderShape shape, Sessions session) =>
        asset is AssetClass.Equity or AssetClass.Option
        || (asset == AssetClass.Crypto && session is Sessions.Regular or Sessions.Extended)
        || (shape is OrderShape.Single or OrderShape.Bracket && session is Sessions.Regular);

    private static IEnumerable<(bool AllOrNone, TriggerBasis? Basis)> Specials(PriceKind price)
    {
        TriggerBasis? ordinary = price is PriceKind.Market or PriceKind.Limit ? null : TriggerBasis.Default;
        yield return (false, ordinary);
        if (price == PriceKind.Limit) yield return (true, ordinary);
        if (price == PriceKind.Stop) yield return (false, TriggerBasis.Bid);
    }
}
