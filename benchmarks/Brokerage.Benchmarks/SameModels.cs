namespace Brokerage.Benchmarks;

/// <summary>What two ways of reading give must be the same, or one of them does less than the other.</summary>
internal static class SameModels
{
    public static void Require(IEnumerable<Position> hand, IEnumerable<Position> ours, int count)
    {
        Position[] one = [.. hand.Select(position => position with { AsOf = default })];
        Position[] other = [.. ours.Select(position => position with { AsOf = default })];
        Require([.. one.Select(position => position.ToString())], [.. other.Select(position => position.ToString())], count);
        if (!one.SequenceEqual(other)) throw new InvalidOperationException("The two do not read the same positions.");
    }

    public static void Require(IEnumerable<Order> hand, IEnumerable<Order> ours, int count) => Require([.. hand.Select(Text)], [.. ours.Select(Text)], count);

    private static void Require(string[] hand, string[] ours, int count)
    {
        if (hand.Length != count || ours.Length != count) throw new InvalidOperationException($"By hand {hand.Length} were read, by the adapter {ours.Length}, of {count}.");
        int at = Enumerable.Range(0, count).FirstOrDefault(i => !string.Equals(hand[i], ours[i], StringComparison.Ordinal), -1);
        if (at >= 0) throw new InvalidOperationException($"The two do not read the same. By hand: {hand[at]}\nBy the adapter: {ours[at]}");
    }

    // Lists are compared by what is in them.
    private static string Text(Order order)
    {
        Order bare = order with { Legs = [], Children = [], Fees = [], Reasons = [], Executions = [], AsOf = order.AsOf with { Received = default } };
        return $"{bare} {string.Join(' ', order.Legs)} {string.Join(' ', order.Fees)} ({string.Join(", ", order.Children.Select(Text))})";
    }
}
