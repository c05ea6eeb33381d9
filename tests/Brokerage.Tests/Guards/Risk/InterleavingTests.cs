namespace Brokerage.Tests.Guards.Risk;

/// <summary>No order of events lets 64 callers exceed a limit together.</summary>
public sealed class InterleavingTests
{
    [Fact]
    public void No_interleaving_exceeds_a_limit() => Run(200);

    [Fact]
    [Trait("Category", "Slow")]
    public void No_interleaving_of_ten_thousand_exceeds_a_limit() => Run(10_000);

    [Fact]
    public async Task Real_threads_do_not_exceed_a_limit_either()
    {
        for (var round = 0; round < 10; round++)
        {
            var scene = new RiskScene();
            using var start = new Barrier(8);
            var placed = new int[8];
            var failures = new Exception?[8];
            await scene.SubmitAsync(scene.Buy("XYZ", 1m));
            var threads = Enumerable.Range(0, 8).Select(i => new Thread(() =>
            {
                start.SignalAndWait();
                failures[i] = Record.Exception(() => placed[i] = Reserve(scene, 100));
            })).ToArray();
            foreach (var thread in threads) thread.Start();
            foreach (var thread in threads) thread.Join();
            Assert.All(failures, Assert.Null);
            Assert.Equal(300, placed.Sum());
            Assert.Equal(301, scene.Account.Live);
        }
    }

    private static OrderWorth Worth { get; } = new([new Exposure(RiskScene.Of("ABC"), 0m, 1m, 100m)], 100m, null, Currency.Usd, false);

    private static int Reserve(RiskScene scene, int times)
    {
        var placed = 0;
        for (var i = 0; i < times; i++)
        {
            var request = new RiskRequest(TinyBroker.Prepared(scene.Buy("ABC", 1m)), Worth.Exposures, Worth);
            if (scene.Account.TryReserve(request).Kind == RiskVerdictKind.Reserved) placed++;
        }

        return placed;
    }

    // On a thread of its own, since the test framework's scheduler would carry continuations to other threads.
    private static void Run(int seeds)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(() => RunHere(seeds)));
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException(failure.Message, failure);
    }

    private static void RunHere(int seeds)
    {
        var (full, refused, unknown) = (0, 0, 0);
        foreach (var seed in Seeds.Take(seeds))
        {
            var run = new RiskRun(seed).Go();
            if (run.Fullest > 0.8m) full++;
            if (run.Refused > 0) refused++;
            if (run.HadUnknown) unknown++;
        }

        // Runs that never come near a limit or never lose an answer would show nothing.
        Assert.True(full > seeds * 0.3, $"only {full} of {seeds} runs came near a limit");
        Assert.Equal((seeds, true), (refused, unknown > seeds * 0.9));
    }
}
