using System.Globalization;

namespace Brokerage.Abstractions.Tests.FeatureMatrix;

/// <summary>Random rules and questions over few values, so that rules meet often.</summary>
internal sealed class RandomScopes(ulong seed)
{
    private static readonly AssetClass[] Assets = [AssetClass.Equity, AssetClass.Option, AssetClass.Crypto];
    private static readonly PriceKind[] Prices = [PriceKind.Market, PriceKind.Limit, PriceKind.Stop];
    private static readonly TimeInForceKind[] Times = [TimeInForceKind.Day, TimeInForceKind.FillOrKill, TimeInForceKind.GoodTillCancelled];
    private static readonly Sessions[] AllSessions = [Sessions.Regular, Sessions.Extended];
    private readonly Random _random = new(unchecked((int)(seed ^ (seed >> 32))));

    /// <summary>Every concrete question over the values that rules are made of, and one more of each that no rule names.</summary>
    public static IReadOnlyList<OrderScope> Concrete { get; } =
    [
        .. from asset in Assets.Append(AssetClass.Bond)
           from price in Prices.Append(PriceKind.TrailingAmount)
           from time in Times.Append(TimeInForceKind.AtOpen)
           from session in AllSessions.Append(Sessions.Overnight)
           from whole in (bool[])[true, false]
           select new OrderScope { Asset = asset, Price = price, TimeInForce = time, Sessions = session, AllOrNone = whole },
    ];

    public int Below(int limit) => _random.Next(limit);

    public OrderScope Scope(int density = 2) => new()
    {
        Asset = Pick(Assets, density),
        Price = Pick(Prices, density),
        TimeInForce = Pick(Times, density),
        Sessions = Pick(AllSessions, density),
        AllOrNone = _random.Next(density + 3) == 0 ? true : null,
    };

    public List<FeatureRule> Rules(int most) =>
        [.. Enumerable.Range(0, _random.Next(most + 1)).Select(number => Rule(Scope(), number))];

    public FeatureRule Rule(OrderScope scope, int number) =>
        new(scope, (Support)_random.Next(4), new Evidence($"page {number.ToString(CultureInfo.InvariantCulture)}", new DateOnly(2026, 1, 1)));

    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var list = items.ToArray();
        _random.Shuffle(list);
        return [.. list];
    }

    private T? Pick<T>(T[] values, int density)
        where T : struct => _random.Next(density) == 0 ? values[_random.Next(values.Length)] : null;
}
