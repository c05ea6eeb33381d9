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
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(80);

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
    [Trait("Category", "Slow")]
    public async Task The_matrix_of_points_faults_wishes_and_brokers()
    {
        var asked = int.TryParse(Environment.GetEnvironmentVariable("BROKERAGE_KILL_SEEDS"), NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : (int?)null;
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

    // Fixed seeds and the commit's take turns, the other way round in every second round.
    private static Scene SceneAt(int index) => Scene.Of(index, Mix(((index + (index / Scene.Combinations)) & 1) == 0 ? 0 : Seeds.Base, index));

    private static ulong Mix(ulong start, int index)
    {
        var value = (start + (ulong)index + 1) * 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        return value ^ (value >> 31);
    }
}
