using System.Diagnostics;
using System.Text;
using Brokerage.TestSupport.Hostile;

namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>
/// Whatever an answer holds, nothing but our own exception or a closed result comes out; nothing unreadable is read as zero, no row is lost in
/// silence, nothing hangs and nothing grows. Every answer that the simulator gives to anything that can be asked is damaged, one per case.
/// </summary>
public sealed class HostileTests
{
    private const int MostFindings = 12;
    private const int Usual = 6_000;

    private static int Frames => HostileRun.Wanted(Usual) / (HostileRun.Wanted(Usual) > 100_000 ? 50 : 10);

    [Fact]
    public async Task Answers_as_they_are_are_read_as_they_were() => await HostileRun.ReplayAsync(await AlpacaRehearsal.GetAsync());

    [Fact]
    public async Task What_is_refused_is_there_already_and_is_lost_is_among_them()
    {
        var asks = (await AlpacaRehearsal.GetAsync()).Asks.ToDictionary(ask => ask.Name, StringComparer.Ordinal);

        Assert.Equal((typeof(SubmitResult.Rejected), 403), Placing("placing what cannot be paid"));
        Assert.Equal((typeof(SubmitResult.Rejected), 422), Placing("placing a stop that is met"));
        Assert.Equal((typeof(SubmitResult.Placed), 422), Placing("placing what is there"));
        var lost = asks["looking for what was lost"];
        Assert.Equal((typeof(Sighting.NotSeen), 404), (lost.Right.Type!, lost.Answers[lost.Keys[^1]].Status));
        Assert.DoesNotContain("POST /v2/orders", lost.Keys);

        (Type, int) Placing(string name) => (asks[name].Right.Type!, asks[name].Answers["POST /v2/orders"].Status);
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 4, MemberType = typeof(Seeds))]
    public async Task A_few_damaged_answers_do_no_harm(ulong seed) => await HostileRun.RunAsync(await AlpacaRehearsal.GetAsync(), seed, 150);

    /// <summary>Half of the cases never change, half come from the commit. <c>BROKERAGE_HOSTILE</c> asks for another number of them.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Thousands_of_damaged_answers_do_no_harm() => await HostileRun.RunAsync(await AlpacaRehearsal.GetAsync(), Usual);

    [Theory]
    [MemberData(nameof(Seeds.Some), 2, MemberType = typeof(Seeds))]
    public Task A_few_damaged_frames_do_no_harm(ulong seed) => ListenAsync(seed, 150);

    /// <summary>Frames of streams, each on a stream of its own: a tenth as many, and of a million a fiftieth.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Hundreds_of_damaged_frames_do_no_harm()
    {
        var clock = Stopwatch.StartNew();
        foreach (var seed in Seeds.Take(10))
            await ListenAsync(seed, Frames / 10);
        TestContext.Current.TestOutputHelper!.WriteLine($"{Frames} damaged frames in {clock.Elapsed.TotalSeconds:0} s.");
    }

    private static async Task ListenAsync(ulong seed, int count)
    {
        var rehearsal = await AlpacaRehearsal.GetAsync();
        var dice = new Dice(seed);
        var findings = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var done = 0; done < count && findings.Count < MostFindings; done++)
        {
            var talk = dice.Of(StreamTalk.All);
            var place = dice.OneIn(4) ? dice.Of(FramePlace.Greeting, FramePlace.Welcome, FramePlace.Confirmation) : FramePlace.News;
            var news = dice.Of(talk.News);
            var frame = talk.At(place, news);
            var damage = dice.Below(4) == 0 ? Damages.OfText(dice, frame)
                : talk.IsPacked ? PackedDamages.OfValue(dice, frame) : Damages.OfValue(dice, frame, Anatomy.Of(frame));
            if (await StreamCase.TryAsync(rehearsal, new HostileFrame(talk, place, news, damage.Body, damage.Promise)) is { } wrong)
                findings.TryAdd($"{talk.Name}, {place}, {damage.Kind}: {wrong.Split('\n')[0]}", $"{wrong}\n{HostileRun.Excerpt(frame, damage)}");
        }

        Assert.True(findings.Count == 0, $"Seed {seed}:\n{string.Join("\n\n", findings.Select(pair => $"{pair.Key}\n{pair.Value}"))}");
    }
}
