using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>
/// Whatever an answer holds, nothing but our own exception or a closed result comes out; nothing unreadable is read as zero, no row is lost in
/// silence, nothing hangs and nothing grows. Every answer that the simulator gives to anything that can be asked is damaged, one per case.
/// </summary>
public sealed class HostileTests
{
    private const int CasesPerStage = 256;
    private const int MostFindings = 12;
    private const long MostGrowth = 32 * 1024 * 1024;

    private static int Wanted =>
        int.TryParse(Environment.GetEnvironmentVariable("BROKERAGE_HOSTILE"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked) ? asked : 10_000;

    private static int Frames => Wanted > 100_000 ? Wanted / 50 : Wanted / 10;

    [Fact]
    public async Task Answers_as_they_are_are_read_as_they_were()
    {
        var rehearsal = await Rehearsal.GetAsync();
        using var handler = new HostileHandler();
        await using var stage = new HostileStage(rehearsal, handler);
        var attempt = new Case(stage, handler);
        foreach (var ask in rehearsal.Asks)
        {
            Assert.NotEmpty(ask.Keys);
            foreach (var key in ask.Keys)
            {
                var answer = ask.Answers[key];
                Assert.Null(await attempt.TryAsync(ask, key, new HostileAnswer("none", answer.Body) { Status = answer.Status, ContentType = answer.ContentType, Promise = Promise.SameModel }));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 4, MemberType = typeof(Seeds))]
    public Task A_few_damaged_answers_do_no_harm(ulong seed) => RunAsync(seed, 300);

    /// <summary>Half of the cases never change, half come from the commit. <c>BROKERAGE_HOSTILE</c> asks for another number of them.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Ten_thousand_damaged_answers_do_no_harm()
    {
        var clock = Stopwatch.StartNew();
        foreach (var seed in Seeds.Take(10))
            await RunAsync(seed, Wanted / 10);
        TestContext.Current.TestOutputHelper!.WriteLine($"{Wanted} damaged answers in {clock.Elapsed.TotalSeconds:0} s.");
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 2, MemberType = typeof(Seeds))]
    public Task A_few_damaged_frames_do_no_harm(ulong seed) => ListenAsync(seed, 150);

    /// <summary>Frames of streams, each on a stream of its own: a tenth as many, and of a million a fiftieth.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_thousand_damaged_frames_do_no_harm()
    {
        var clock = Stopwatch.StartNew();
        foreach (var seed in Seeds.Take(10))
            await ListenAsync(seed, Frames / 10);
        TestContext.Current.TestOutputHelper!.WriteLine($"{Frames} damaged frames in {clock.Elapsed.TotalSeconds:0} s.");
    }

    private static async Task ListenAsync(ulong seed, int count)
    {
        var rehearsal = await Rehearsal.GetAsync();
        var dice = new Dice(seed);
        var findings = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var done = 0; done < count && findings.Count < MostFindings; done++)
        {
            var talk = dice.Of(StreamTalk.All);
            var place = dice.OneIn(4) ? dice.Of<FramePlace>([FramePlace.Greeting, FramePlace.Welcome, FramePlace.Confirmation]) : FramePlace.News;
            var news = dice.Of(talk.News);
            var frame = talk.At(place, news);
            var damage = dice.Below(4) == 0 ? Damages.OfText(dice, frame)
                : talk.IsPacked ? PackedDamages.OfValue(dice, frame) : Damages.OfValue(dice, frame, Anatomy.Of(frame));
            if (await StreamCase.TryAsync(rehearsal, new HostileFrame(talk, place, news, damage.Body, damage.Promise)) is { } wrong)
                findings.TryAdd($"{talk.Name}, {place}, {damage.Kind}: {wrong.Split('\n')[0]}", $"{wrong}\n{Excerpt(frame, damage)}");
        }

        Assert.True(findings.Count == 0, $"Seed {seed}:\n{string.Join("\n\n", findings.Select(pair => $"{pair.Key}\n{pair.Value}"))}");
    }

    private static async Task RunAsync(ulong seed, int count)
    {
        var rehearsal = await Rehearsal.GetAsync();
        var dice = new Dice(seed);
        var findings = new Dictionary<string, string>(StringComparer.Ordinal);
        long? before = null;
        using var handler = new HostileHandler();
        for (var done = 0; done < count;)
        {
            await using var stage = new HostileStage(rehearsal, handler);
            var attempt = new Case(stage, handler);
            var mayPause = false;
            for (var i = 0; i < CasesPerStage && done < count && !mayPause; i++, done++)
            {
                var ask = dice.Of(rehearsal.Asks);
                var key = dice.Of(ask.Keys);
                var hostile = Damages.Of(dice, ask.Answers[key]);
                if (await attempt.TryAsync(ask, key, hostile) is { } wrong && findings.Count < MostFindings)
                    findings.TryAdd($"{ask.Name}, {key.Split('?')[0]}, {hostile.Kind}: {wrong.Split('\n')[0]}", $"{wrong}\n{Excerpt(ask.Answers[key].Body, hostile)}");
                mayPause = hostile.MayPause;
            }

            if (before is null && done >= count / 4)
                before = GC.GetTotalMemory(forceFullCollection: true);
        }

        Assert.True(findings.Count == 0, $"Seed {seed}:\n{string.Join("\n\n", findings.Select(pair => $"{pair.Key}\n{pair.Value}"))}");
        var grown = GC.GetTotalMemory(forceFullCollection: true) - (before ?? 0);
        Assert.True(grown < MostGrowth, $"Seed {seed}: {grown} bytes more after {count} cases.");
    }

    // The place of the damage.
    private static string Excerpt(byte[] original, HostileAnswer hostile)
    {
        var from = Math.Max(0, original.AsSpan().CommonPrefixLength(hostile.Body) - 120);
        var text = Encoding.UTF8.GetString(hostile.Body.AsSpan(from, Math.Min(300, hostile.Body.Length - from)));
        return $"{hostile.Status} {hostile.ContentType} {hostile.Coding} {string.Join(' ', hostile.Headers)}\n…{text}…";
    }
}
