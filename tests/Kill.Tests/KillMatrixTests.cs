using System.Diagnostics;
using System.Globalization;
using Brokerage.Kill.Tests.Scenes;
using Brokerage.Kill.Tests.Worlds;

namespace Brokerage.Kill.Tests;

/// <summary>
/// Wherever on its way a process is killed and whatever the line does, the exchange holds no order or one, and the journal says which.
/// The environment variable <c>BROKERAGE_KILL_SEEDS</c> asks for that many seeds instead of as many as fit into the time.
/// </summary>
public sealed class KillMatrixTests
{
    private const int ScenesPerProcess = 40;
    private const int ProcessesAtOnce = 2;
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task A_killed_process_leaves_no_order_or_one_and_the_journal_says_which()
    {
        // One of each point, with the faults, wishes and brokers in turn.
        Scene[] scenes = [.. Enumerable.Range(0, Scene.Combinations).Where(index => index % 19 == 0).Select(index => Scene.Of(index, Seeds.Take(index + 1)[index]))];
        var tally = new Tally();

        await Batch.RunAsync(scenes, tally);

        Assert.True(tally.Wrong.Count == 0, tally.Told);
        Assert.Equal(Enum.GetValues<KillPoint>(), scenes.Select(scene => scene.Point).Distinct().Order());
        Assert.NotEqual(0, tally.Of(Verdict.Placed));
        Assert.NotEqual(0, tally.Of(Verdict.Absent, Verdict.NotRecorded));
    }

    [Fact]
    public async Task Of_two_wishes_for_the_same_none_has_the_others_order()
    {
        // One of each point, with the faults in turn; asked for seeds, so many.
        var count = Asked ?? Enum.GetValues<KillPoint>().Length;
        Scene[] scenes = [.. Enumerable.Range(0, count).Select(RivalryAt)];
        var tally = new Tally();

        foreach (var some in scenes.Chunk(ScenesPerProcess)) await Batch.RunAsync(some, tally);

        TestContext.Current.TestOutputHelper?.WriteLine($"BROKERAGE_SEED={Seeds.Base}, {tally}");
        Assert.True(tally.Wrong.Count == 0, tally.Told);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task The_matrix_of_points_faults_wishes_and_brokers()
    {
        var asked = Asked;
        var clock = Stopwatch.StartNew();
        var tally = new Tally();
        var next = -ScenesPerProcess;
        // A whole round comes first, whatever the time; then as many as fit.
        bool IsDue(int from) => asked is { } seeds ? from < seeds : from < Scene.Combinations || clock.Elapsed < Budget;
        await Task.WhenAll(Enumerable.Range(0, ProcessesAtOnce).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Add(ref next, ScenesPerProcess) is var from && IsDue(from))
            {
                Scene[] scenes = [.. Enumerable.Range(from, Math.Min(ScenesPerProcess, (asked ?? int.MaxValue) - from)).Select(SceneAt)];
                await Batch.RunAsync(scenes, tally);
            }
        })));

        TestContext.Current.TestOutputHelper?.WriteLine($"BROKERAGE_SEED={Seeds.Base}, {clock.Elapsed.TotalSeconds:F0} s, {tally}");
        Assert.True(tally.Wrong.Count == 0, tally.Told);
        Assert.True(tally.IsWhole, tally.ToString());
    }

    private static int? Asked =>
        int.TryParse(Environment.GetEnvironmentVariable("BROKERAGE_KILL_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null;

    // A single order by evidence at its place in the matrix, with the first seed from there on that has a second wish for the same.
    private static Scene RivalryAt(int number)
    {
        var points = Enum.GetValues<KillPoint>().Length;
        var fault = (number + (number / points)) % Enum.GetValues<LineFault>().Length;
        var brokers = Enum.GetValues<Broker>().Length;
        var index = (int)Broker.ByEvidence + (brokers * ((number % points) + (points * fault)));
        return Enumerable.Range(0, 1000).Select(more => Scene.Of(index, Mix((number & 1) == 0 ? 0 : Seeds.Base, (number * 1000) + more)))
            .First(scene => scene.Rival is not Rival.None);
    }

    // Fixed seeds and the commit's take turns, the other way round in every second round.
    private static Scene SceneAt(int index) => Scene.Of(index, Mix(((index + (index / Scene.Combinations)) & 1) == 0 ? 0 : Seeds.Base, index));

    private static ulong Mix(ulong start, int index)
    {
        var value = (start + (ulong)index + 1) * 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        return value ^ (value >> 31);
    }
}
