namespace Brokerage.Transport.Tests.Limits;

public sealed class RateGateDayTests
{
    [Theory]
    [MemberData(nameof(Seeds.Some), 2, MemberType = typeof(Seeds))]
    public void A_day_of_fifty_callers_keeps_every_limit_lets_cancels_pass_and_starves_nobody(ulong seed)
    {
        using GateDay day = new(seed, callers: 50);
        day.Run(Portion.Of(TimeSpan.FromDays(1)));

        Assert.True(day.Calls.Count > Portion.Of(100_000), $"only {day.Calls.Count} calls");
        Assert.True(day.MostAtOnce <= GateDay.All.AtOnce, $"{day.MostAtOnce} at once");
        WithinLimit(day, GateDay.All, _ => "");
        WithinLimit(day, GateDay.Data, call => call.Caller.Application);
        WithinLimit(day, GateDay.Orders, call => call.Caller.Connection);
        WithinLimit(day, GateDay.History, call => call.Caller.Connection);
        CancelsPassFirst(day);
        NobodyStarves(day);
    }

    private static void WithinLimit(GateDay day, RateLimit limit, Func<GateDay.Call, string> sharer)
    {
        var counted = day.Calls.Where(call => call.Granted is not null && (limit.Class is "*" || string.Equals(limit.Class, call.Class, StringComparison.Ordinal)));
        foreach (var group in counted.GroupBy(sharer, StringComparer.Ordinal))
        {
            long[] arrivals = [.. group.Select(call => call.Arrived).Order()];
            for (int i = 0; i + limit.Permits < arrivals.Length; i++)
            {
                long span = arrivals[i + limit.Permits] - arrivals[i];
                Assert.True(span >= limit.Window.Ticks, $"{limit.Class} of '{group.Key}': {limit.Permits + 1} requests within {TimeSpan.FromTicks(span)}");
            }
        }
    }

    /// <summary>Cancels are counted by the limit of the whole address alone, so whatever else was sent while one waited took its place.</summary>
    private static void CancelsPassFirst(GateDay day)
    {
        long[] others = [.. day.Calls.Where(call => call.Priority != RatePriority.Cancel && call.Granted is not null).Select(call => call.Granted!.Value).Order()];
        var cancels = day.Calls.Where(call => call.Priority == RatePriority.Cancel).ToList();
        Assert.True(cancels.Any(call => call.Granted > call.Asked), "no cancel ever had to wait, so nothing was tested");
        foreach (GateDay.Call cancel in cancels)
        {
            Assert.NotNull(cancel.Granted);
            int at = Array.BinarySearch(others, cancel.Asked + 1);
            at = at < 0 ? ~at : at;
            Assert.False(at < others.Length && others[at] < cancel.Granted, $"a cancel asked at {cancel.Asked} waited behind something sent at {(at < others.Length ? others[at] : 0)}");
        }
    }

    private static void NobodyStarves(GateDay day)
    {
        Assert.All(day.Calls, call => Assert.NotNull(call.Granted));
        long longest = day.Calls.Where(call => call.Class is not "history").Max(call => call.Granted!.Value - call.Asked);
        Assert.True(longest < TimeSpan.FromMinutes(20).Ticks, $"somebody waited {TimeSpan.FromTicks(longest)}");
    }
}
