using System.Diagnostics;
using System.Globalization;

namespace Brokerage.Conformance.Tests.Differential;

/// <summary>
/// Every broker tells a story as Mock tells it: what was placed, filled and refused, what is held, what the money is, what the lists and the
/// stream say. Stories that failed once are kept as text and are told again first.
/// </summary>
public sealed class DifferentialTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string Folder = Repository.At("tests", "Conformance.Tests", "Differential", "Kept");

    /// <summary>How many stories each broker is told in the gate; <c>BROKERAGE_STORIES</c> asks for another number.</summary>
    private static int Wanted =>
        int.TryParse(Environment.GetEnvironmentVariable("BROKERAGE_STORIES"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 200;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kept => [.. Directory.EnumerateFiles(Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Houses => [.. House.Others.Select(house => house.Name)];

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_kept_story_is_told_alike(string name)
    {
        var story = Story.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".txt"), Token));
        foreach (var house in House.Others)
        {
            var difference = await house.DifferenceAsync(await house.KeepAsync(story, Token), Patience, Token);
            Assert.True(difference is null, $"{name}, {difference}");
        }
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 6, MemberType = typeof(Seeds))]
    public async Task A_story_of_a_seed_is_told_alike(ulong seed)
    {
        foreach (var house in House.Others)
            await HoldAsync(house, seed);
    }

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(Houses))]
    public async Task Many_stories_are_told_alike(string broker)
    {
        var house = House.Others.Single(house => house.Name == broker);
        var (clock, used) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime);
        await Parallel.ForEachAsync(
            Seeds.Take(Wanted),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = Token },
            async (seed, _) => await HoldAsync(house, seed));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Wanted} stories at {broker} in {clock.Elapsed.TotalSeconds:0} s, {(Environment.CpuUsage.TotalTime - used).TotalSeconds:0} s of them working.");
    }

    /// <summary>A run that cannot fail would prove nothing: an adapter that loses shares of what it sells is found out, in a few steps.</summary>
    [Fact]
    public async Task A_broken_broker_is_told_from_the_right_one_by_a_short_story()
    {
        var broken = new House("broken", () => new BrokenTestBroker());
        foreach (var seed in Seeds.Take(40))
        {
            var story = await broken.MakeAsync(seed, Token);
            if (await broken.DifferenceAsync(story, Patience, Token) is not { } difference)
                continue;
            var shortest = await ShrinkAsync(broken, story, difference);
            Assert.InRange(shortest.Steps.Count, 1, 4);
            Assert.Equal(shortest.ToString(), Story.Parse(shortest.ToString()).ToString());
            return;
        }

        Assert.Fail("Nothing was noticed.");
    }

    private static async Task HoldAsync(House house, ulong seed)
    {
        var story = await house.MakeAsync(seed, Token);
        if (await house.DifferenceAsync(story, Patience, Token) is not { } difference)
            return;
        var shortest = await ShrinkAsync(house, story, difference);
        var kept = Keep(house, seed, shortest);
        Assert.Fail($"Seed {seed}, {difference}\n\nthe same in {shortest.Steps.Count} steps{kept}:\n{shortest}");
    }

    private static Task<Story> ShrinkAsync(House house, Story story, string difference)
    {
        var kind = History.KindOf(difference);
        return Shrinker.ShrinkAsync(
            story, async shorter => await house.DifferenceAsync(shorter, TimeSpan.FromSeconds(2), Token) is { } found && History.KindOf(found) == kind);
    }

    // On a developer's machine the story stays where it is told from now on; elsewhere the message has it.
    private static string Keep(House house, ulong seed, Story story)
    {
        if (Environment.GetEnvironmentVariable("CI") is { Length: > 0 })
            return "";
        var name = $"{house.Name}-{seed}.txt";
        File.WriteAllText(Path.Combine(Folder, name), story + "\n");
        return $", kept as {name}";
    }

    private sealed class BrokenTestBroker : MockTestBroker
    {
        protected override IBrokerageConnection Wrap(IBrokerageConnection connection) => Broken.BrokenAdapters.Named("LosesTheSignOfShorts").Break(connection);
    }
}
