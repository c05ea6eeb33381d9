using System.Diagnostics;
using System.Globalization;

namespace Brokerage.Conformance.Tests.Differential;

/// <summary>
/// Every broker tells a story as Mock tells it: what was placed, filled and refused, what is held, what the money is, what the lists and the
/// stream say. Stories that failed once are kept as text and are told again first.
/// </summary>
public sealed class DifferentialTests
{
    private const int FewestSeeds = 200;

    private static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private static readonly string Folder = Repository.At("tests", "Conformance.Tests", "Differential", "Kept");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kept => [.. Directory.EnumerateFiles(Folder, "*.txt").Select(path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Kept))]
    public async Task A_kept_story_is_told_alike(string name)
    {
        var story = Story.Parse(await File.ReadAllTextAsync(Path.Combine(Folder, name + ".txt"), Token));
        foreach (var house in House.Others)
        {
            var difference = await DifferenceAsync(house, story, Patience);
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

    /// <summary>A minute for all brokers together; <c>BROKERAGE_STORIES</c> asks for so many stories instead.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public async Task Stories_are_told_alike_for_a_minute()
    {
        var wanted = int.TryParse(Environment.GetEnvironmentVariable("BROKERAGE_STORIES"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0;
        var clock = Stopwatch.StartNew();
        var told = 0;
        foreach (var seed in Seeds.Take(Math.Max(wanted, 100_000)))
        {
            if (wanted > 0 ? told == wanted : told >= FewestSeeds && clock.Elapsed > Long)
                break;
            foreach (var house in House.Others)
                await HoldAsync(house, seed);
            told++;
        }

        TestContext.Current.TestOutputHelper!.WriteLine($"{told} stories at each of {House.Others.Count} brokers in {clock.Elapsed.TotalSeconds:0} s.");
    }

    /// <summary>A run that cannot fail would prove nothing: an adapter that loses shares of what it sells is found out, in a few steps.</summary>
    [Fact]
    public async Task A_broken_broker_is_told_from_the_right_one_by_a_short_story()
    {
        var broken = new House("broken", () => new BrokenTestBroker());
        foreach (var seed in Seeds.Take(40))
        {
            var story = await House.Mock.MakeAsync(seed, broken, Token);
            if (await DifferenceAsync(broken, story, Patience) is not { } difference)
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
        var story = await House.Mock.MakeAsync(seed, house, Token);
        if (await DifferenceAsync(house, story, Patience) is not { } difference)
            return;
        var shortest = await ShrinkAsync(house, story, difference);
        var kept = Keep(house, seed, shortest);
        Assert.Fail($"Seed {seed}, {difference}\n\nthe same in {shortest.Steps.Count} steps{kept}:\n{shortest}");
    }

    private static Task<Story> ShrinkAsync(House house, Story story, string difference)
    {
        var kind = History.KindOf(difference);
        return Shrinker.ShrinkAsync(
            story, async shorter => await DifferenceAsync(house, shorter, TimeSpan.FromSeconds(2)) is { } found && History.KindOf(found) == kind);
    }

    private static async Task<string?> DifferenceAsync(House house, Story story, TimeSpan patience) =>
        History.Difference(await House.Mock.TellAsync(story, patience, Token), await house.TellAsync(story, patience, Token));

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
