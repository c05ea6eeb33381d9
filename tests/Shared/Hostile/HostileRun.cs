using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Brokerage.TestSupport.Hostile;

/// <summary>Damages the answers of a rehearsal, one per case.</summary>
internal static class HostileRun
{
    private const int CasesPerStage = 256;
    private const int MostFindings = 12;
    private const long MostGrowth = 32 * 1024 * 1024;

    /// <summary>How many answers are damaged: as many as in the gate, or as <c>BROKERAGE_HOSTILE</c> asks for.</summary>
    public static int Wanted(int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable("BROKERAGE_HOSTILE"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : usual;

    /// <summary>Answers as they are have to be read as they were.</summary>
    public static async Task ReplayAsync(Rehearsal rehearsal)
    {
        using var handler = new HostileHandler(rehearsal);
        await using var stage = new HostileStage(rehearsal, handler);
        var attempt = new Case(stage, handler);
        foreach (var ask in rehearsal.Asks)
        {
            Assert.NotEmpty(ask.Keys);
            foreach (var key in ask.Keys)
            {
                var answer = ask.Answers[key];
                var wrong = await attempt.TryAsync(ask, key, HostileAnswer.Of(answer) with { Promise = Promise.SameModel });
                Assert.True(wrong is null, $"{ask.Name}, {key}: {wrong}");
            }
        }
    }

    /// <summary>Many cases of several seeds; says how long they took.</summary>
    public static async Task RunAsync(Rehearsal rehearsal, int usual)
    {
        var (clock, count) = (Stopwatch.StartNew(), Wanted(usual));
        foreach (var seed in Seeds.Take(10))
            await RunAsync(rehearsal, seed, count / 10);
        TestContext.Current.TestOutputHelper!.WriteLine($"{count} damaged answers of {rehearsal.Broker} in {clock.Elapsed.TotalSeconds:0} s.");
    }

    /// <summary>The cases of one seed.</summary>
    public static async Task RunAsync(Rehearsal rehearsal, ulong seed, int count)
    {
        var dice = new Dice(seed);
        var findings = new Dictionary<string, string>(StringComparer.Ordinal);
        long? before = null;
        using var handler = new HostileHandler(rehearsal);
        for (var done = 0; done < count;)
        {
            await using var stage = new HostileStage(rehearsal, handler);
            var attempt = new Case(stage, handler);
            var mayPause = false;
            for (var i = 0; i < CasesPerStage && done < count && !mayPause; i++, done++)
            {
                var ask = dice.Of(rehearsal.Asks);
                var key = dice.Of(ask.Keys);
                var hostile = dice.OneIn(20) && rehearsal.OwnDamage(dice, ask.Answers[key]) is { } own ? own : Damages.Of(dice, ask.Answers[key], rehearsal.Refusal);
                if (await attempt.TryAsync(ask, key, hostile) is { } wrong && findings.Count < MostFindings)
                    findings.TryAdd($"{ask.Name}, {key.Split('?')[0]}, {hostile.Kind}: {wrong.Split('\n')[0]}", $"{wrong}\n{Excerpt(ask.Answers[key].Body, hostile)}");
                mayPause = hostile.MayPause || ask.IsStream;
            }

            if (before is null && done >= count / 4)
                before = GC.GetTotalMemory(forceFullCollection: true);
        }

        Assert.True(findings.Count == 0, $"Seed {seed}:\n{string.Join("\n\n", findings.Select(pair => $"{pair.Key}\n{pair.Value}"))}");
        var grown = GC.GetTotalMemory(forceFullCollection: true) - (before ?? 0);
        Assert.True(grown < MostGrowth, $"Seed {seed}: {grown} bytes more after {count} cases.");
    }

    /// <summary>The place of the damage.</summary>
    public static string Excerpt(byte[] original, HostileAnswer hostile)
    {
        var from = Math.Max(0, original.AsSpan().CommonPrefixLength(hostile.Body) - 120);
        var text = Encoding.UTF8.GetString(hostile.Body.AsSpan(from, Math.Min(300, hostile.Body.Length - from)));
        return $"{hostile.Status} {hostile.ContentType} {hostile.Coding} {string.Join(' ', hostile.Headers)}\n…{text}…";
    }
}
