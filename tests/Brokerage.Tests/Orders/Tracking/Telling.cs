namespace Brokerage.Tests.Orders.Tracking;

/// <summary>News as text, for comparing what was told.</summary>
internal static class Telling
{
    /// <summary>Fills and corrections, each with what it covers.</summary>
    public static List<string> Fills(IEnumerable<OrderNews> news) =>
        [.. news.Where(one => IsFill(one) && one.Contradiction is null).Select(one => FormattableString.Invariant($"{one.Cause} {one.FilledNow} to {one.Order.Filled} by {one.Execution?.Id}"))];

    /// <summary>Changes of the state that are no fills. Why it changed cannot be known where the word about it was lost.</summary>
    public static List<string> Turns(IEnumerable<OrderNews> news) =>
        [.. news.Where(one => !IsFill(one)).Select(one => $"{Of(one.Order.State.Value)}{(one.Contradiction is null ? "" : " contradicted by " + one.Contradiction.State.Value)}")];

    public static List<string> All(IEnumerable<OrderNews> news) =>
        [.. news.Select(one => FormattableString.Invariant($"{one.Cause} {one.Order.State.Value} {one.Order.Filled} {one.Execution?.Id} {one.Contradiction is not null}"))];

    public static bool IsSubsequence(IReadOnlyList<string> part, IReadOnlyList<string> whole)
    {
        var at = 0;
        foreach (var one in part)
        {
            while (at < whole.Count && whole[at] != one) at++;
            if (at++ >= whole.Count) return false;
        }

        return true;
    }

    /// <summary>What must hold however the line behaves.</summary>
    public static void AssertTrue(OrderLife life, IReadOnlyList<OrderNews> news, string hint)
    {
        var filled = 0m;
        foreach (var one in news)
        {
            Assert.True(one.Contradiction is null, $"{hint}: contradiction {one.Contradiction?.State.Value} {one.Contradiction?.Filled}");
            Assert.True(one.Order.Filled >= filled || (one.Cause == OrderCause.FillCorrected && one.Execution?.Corrects is not null), $"{hint}: fills shrank");
            filled = one.Order.Filled;
        }

        Assert.True(news.Select(one => one.FilledNow).Sum() == life.Last.Filled, $"{hint}: {string.Join("; ", All(news))}");
        Assert.Equal((life.Last.State.Value, life.Last.Filled), (news[^1].Order.State.Value, news[^1].Order.Filled));
    }

    private static bool IsFill(OrderNews news) => news.Cause is OrderCause.Fill or OrderCause.FillCorrected;

    // Which of the two a working order is follows from what is filled, which is compared by itself.
    private static string Of(OrderState state) => state == OrderState.PartiallyFilled ? nameof(OrderState.Working) : state.ToString();
}
