using System.Collections.Concurrent;

namespace Brokerage.Conformance.Tests.Differential;

/// <summary>A broker that stories are told at: a name, and a way to a fresh test broker. A new adapter is held against Mock by a line here.</summary>
internal sealed record House(string Name, Func<TestBroker> Open)
{
    private static readonly ConcurrentDictionary<string, Ground> Grounds = new(StringComparer.Ordinal);

    /// <summary>The one whose exchange nothing stands before, and which the others are held against.</summary>
    public static House Mock { get; } = new("mock", () => new MockTestBroker());

    /// <summary>Alpaca's adapter over the simulated wire; its account pays what Mock's pays.</summary>
    public static House Alpaca { get; } = new("alpaca", () => new AlpacaTestBroker { Commissions = MockTestBroker.Commissions })
    {
        RefusesToMeetItself = true,
    };

    /// <summary>E*TRADE's adapter over the simulated wire. Its account holds no coins, so Mock's does not either.</summary>
    public static House ETrade { get; } = new("etrade", () => new ETradeStoryBroker { Commissions = MockTestBroker.Commissions })
    {
        Model = new House("mock", () => new MockTestBroker(holdsCoin: false)),
        SaysEffects = true,
        AllowsUnverified = true,
        Unnumbered = [BrokerageErrorCode.InvalidOrder, BrokerageErrorCode.AccountRestricted],
    };

    /// <summary>Every broker that is held against Mock.</summary>
    public static IReadOnlyList<House> Others { get; } = [Alpaca, ETrade];

    /// <summary>What it is held against, an account with the same holdings; null for Mock as it is.</summary>
    public House? Model { get; init; }

    /// <summary>Whether orders are refused that could trade with one of the account's own.</summary>
    public bool RefusesToMeetItself { get; init; }

    /// <summary>True where every order of shares says on the wire whether it opens or closes: then those of a story say it too.</summary>
    public bool SaysEffects { get; init; }

    /// <summary>Codes for which the broker has no number: orders that are refused so are refused, and no more is said.</summary>
    public IReadOnlyList<BrokerageErrorCode> Unnumbered { get; init; } = [];

    /// <summary>Whether orders are placed that nothing proves to work at the broker.</summary>
    public bool AllowsUnverified { get; init; }

    /// <summary>A story of a seed that can be told at both.</summary>
    public async Task<Story> MakeAsync(ulong seed, CancellationToken token) => new StoryMaker(seed, await GroundAsync(token)).Make();

    /// <summary>What can be told at both of a story that was made for others.</summary>
    public async Task<Story> KeepAsync(Story story, CancellationToken token) => (await GroundAsync(token)).Keep(story);

    /// <summary>In what a story goes otherwise here than at Mock; null for nothing.</summary>
    public async Task<string?> DifferenceAsync(Story story, TimeSpan patience, CancellationToken token)
    {
        var ground = await GroundAsync(token);
        return History.Difference(await (Model ?? Mock).TellAsync(story, ground, patience, token), await TellAsync(story, ground, patience, token));
    }

    private async Task<History> TellAsync(Story story, Ground ground, TimeSpan patience, CancellationToken token)
    {
        await using var broker = Open();
        await broker.StartAsync(token);
        return await Teller.TellAsync(Name, broker, story, ground, patience, token);
    }

    // What a broker trades and can do does not change from one test broker to the next.
    private async Task<Ground> GroundAsync(CancellationToken token)
    {
        if (Grounds.TryGetValue(Name, out var known))
            return known;
        await using var model = (Model ?? Mock).Open();
        await using var own = Open();
        await model.StartAsync(token);
        await own.StartAsync(token);
        return Grounds[Name] = Ground.Of(model, own, this);
    }
}
