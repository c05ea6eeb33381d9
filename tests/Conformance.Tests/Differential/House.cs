using System.Collections.Concurrent;

namespace Brokerage.Conformance.Tests.Differential;

/// <summary>A broker that stories are told at: a name, and a way to a fresh test broker. A new adapter is held against the others by a line here.</summary>
internal sealed record House(string Name, Func<TestBroker> Open)
{
    private static readonly ConcurrentDictionary<string, (Things Things, BrokerFeatures Features)> Known = new(StringComparer.Ordinal);

    /// <summary>The one whose exchange nothing stands before, and which the others are held against.</summary>
    public static House Mock { get; } = new("mock", () => new MockTestBroker());

    /// <summary>Alpaca's adapter over the simulated wire; its account pays what Mock's pays.</summary>
    public static House Alpaca { get; } = new("alpaca", () => new AlpacaTestBroker { Commissions = MockTestBroker.Commissions });

    /// <summary>Every broker that is held against Mock.</summary>
    public static IReadOnlyList<House> Others { get; } = [Alpaca];

    /// <summary>Tells a story here.</summary>
    public async Task<History> TellAsync(Story story, TimeSpan patience, CancellationToken token)
    {
        await using var broker = Open();
        await broker.StartAsync(token);
        return await Teller.TellAsync(Name, broker, story, patience, token);
    }

    /// <summary>A story of a seed that both can be told.</summary>
    public async Task<Story> MakeAsync(ulong seed, House other, CancellationToken token)
    {
        var mine = await KnowAsync(token);
        var theirs = await other.KnowAsync(token);
        return new StoryMaker(seed, mine.Things, [mine.Features, theirs.Features]).Make();
    }

    // What a broker trades and can do does not change from one test broker to the next.
    private async Task<(Things Things, BrokerFeatures Features)> KnowAsync(CancellationToken token)
    {
        if (Known.TryGetValue(Name, out var known))
            return known;
        await using var broker = Open();
        await broker.StartAsync(token);
        return Known[Name] = (new Things(broker), broker.Connection.Features);
    }
}
