namespace Brokerage.Tests.Guards.Risk;

/// <summary>No order of events lets 64 callers exceed a limit together.</summary>
public sealed class InterleavingTests
{
    [Fact]
    public void No_interleaving_exceeds_a_limit() => Run(200);

    /// <summary>A dear order was made smaller, which needs no price; when that showed, it counted as if it had none.</summary>
    [Fact]
    public void A_dear_order_that_is_made_smaller_keeps_its_price_among_64_callers() => OnThread(() => new RiskRun(1018439958671615702UL).Go());

    [Fact]
    [Trait("Category", "Slow")]
    public void No_interleaving_of_ten_thousand_exceeds_a_limit() => Run(10_000);

    /// <summary>
    /// Others come at every point of the judgement at which it asks for the time, until they wait or are through: room for one must go to one.
    /// </summary>
    [Fact]
    public async Task Who_comes_between_the_judgement_and_the_reservation_waits_for_it()
    {
        var time = new InterruptedTime();
        var scene = new RiskScene(time: time);
        await scene.SubmitAsync(scene.Buy("XYZ", 1m));
        var others = new List<(Thread Thread, Func<RiskVerdictKind> Verdict)>();
        time.OnNow = () =>
        {
            RiskVerdictKind verdict = default;
            var other = new Thread(() => verdict = Judge(scene, 200m));
            others.Add((other, () => verdict));
            other.Start();
            while (other.IsAlive && !other.ThreadState.HasFlag(ThreadState.WaitSleepJoin)) Thread.Yield();
        };

        var first = Judge(scene, 200m);
        time.OnNow = null;
        foreach (var (thread, _) in others) thread.Join();

        Assert.True(others.Count >= 2, $"only {others.Count} came in between");
        var verdicts = others.Select(other => other.Verdict()).Append(first).ToList();
        Assert.Single(verdicts, RiskVerdictKind.Reserved);
        Assert.Equal(others.Count, verdicts.Count(verdict => verdict == RiskVerdictKind.Refused));
    }

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

    private static OrderWorth Worth(decimal units) => new([new Exposure(RiskScene.Of("ABC"), 0m, units, 100m)], units * 100m, null, Currency.Usd, false);

    private static int Reserve(RiskScene scene, int times) => Enumerable.Range(0, times).Count(_ => Judge(scene, 1m) == RiskVerdictKind.Reserved);

    private static RiskVerdictKind Judge(RiskScene scene, decimal units)
    {
        var worth = Worth(units);
        return scene.Account.TryReserve(new RiskRequest(TinyBroker.Prepared(scene.Buy("ABC", units)), worth.Exposures, worth)).Kind;
    }

    // On a thread of its own, since the test framework's scheduler would carry continuations to other threads.
    private static void Run(int seeds) => OnThread(() => RunHere(seeds));

    private static void OnThread(Action run)
    {
        Exception? failure = null;
        var thread = new Thread(() => failure = Record.Exception(run));
        thread.Start();
        thread.Join();
        if (failure is not null) throw new InvalidOperationException(failure.Message, failure);
    }

    private static void RunHere(int seeds)
    {
        var runs = Seeds.Take(seeds).Select(seed => new RiskRun(seed).Go()).ToList();

        // Runs that never come near a limit, never lose an answer or never change an order would show nothing.
        int Of(Func<RiskRun, bool> had) => runs.Count(had);
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{seeds} runs: {Of(run => run.Fullest > 0.8m)} came near a limit, {Of(run => run.HadUnknown)} lost an answer, {Of(run => run.Changed > 0)} changed "
            + $"orders ({runs.Sum(run => run.Changed)}), {Of(run => run.Brackets > 0)} had brackets ({runs.Sum(run => run.Brackets)}), {Of(run => run.LossRefused > 0)} refused for the day's loss.");
        Assert.Equal(seeds, Of(run => run.Refused > 0));
        Assert.True(Of(run => run.Fullest > 0.8m) > seeds * 0.3, "too few came near a limit");
        Assert.True(Of(run => run.HadUnknown) > seeds * 0.8, "too few lost an answer");
        Assert.True(Of(run => run.Changed > 0) > seeds * 0.7, "too few changed an order");
        Assert.True(Of(run => run.Brackets > 0) > seeds * 0.8, "too few had a bracket");
        Assert.True(Of(run => run.LossRefused > 0) > seeds * 0.15, "too few met the limit of the day's loss");
    }

    private sealed class InterruptedTime : TimeProvider
    {
        [ThreadStatic]
        private static bool s_isInterrupted;

        public Action? OnNow { get; set; }

        public override DateTimeOffset GetUtcNow()
        {
            // Not those who come in between as well.
            if (OnNow is { } interrupt && !s_isInterrupted && Environment.CurrentManagedThreadId == Owner)
            {
                s_isInterrupted = true;
                interrupt();
                s_isInterrupted = false;
            }

            return Fakes.Make.Noon;
        }

        private int Owner { get; } = Environment.CurrentManagedThreadId;
    }
}
