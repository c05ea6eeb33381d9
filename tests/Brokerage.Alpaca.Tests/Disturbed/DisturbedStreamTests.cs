using System.Collections.Concurrent;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Tests;

/// <summary>
/// Two readers of one order stream, over real sockets: one whose lines are cut, stalled, repeated and disordered, and one whose are not. At the
/// end both know the same of every order, and so does the exchange.
/// </summary>
public sealed class DisturbedStreamTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Seeds.Some), 2, MemberType = typeof(Seeds))]
    public async Task A_disturbed_line_tells_what_an_undisturbed_one_tells(ulong seed) => await RunAsync(seed, 15);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task A_thousand_disturbances_change_neither_the_end_nor_the_fills()
    {
        // Most of a run is waiting.
        ConcurrentDictionary<DisturbedSockets.Disturbance, int> counts = [];
        await Parallel.ForEachAsync(Seeds.Take(10), new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = Token }, async (seed, _) =>
        {
            foreach (var (kind, count) in await RunAsync(seed, 100))
            {
                counts.AddOrUpdate(kind, count, (_, before) => before + count);
            }
        });

        Assert.All(
            [DisturbedSockets.Disturbance.Cut, DisturbedSockets.Disturbance.Stall, DisturbedSockets.Disturbance.Duplicate, DisturbedSockets.Disturbance.Reorder],
            kind => Assert.True(counts.GetValueOrDefault(kind) > 0, $"No seed has a {kind}."));
    }

    private static async Task<IReadOnlyDictionary<DisturbedSockets.Disturbance, int>> RunAsync(ulong seed, int disturbances)
    {
        var random = new Random(unchecked((int)seed));
        await using var house = await SimulatedHouse.OpenAsync();
        var sockets = new DisturbedSockets(new WebSocketConnector(AlpacaAdapter.BrokerId), random.Next());
        await using var connection = house.Connect(sockets);
        await using var calm = new OrderView(house.Connection.Streaming!);
        await using var disturbed = new OrderView(connection.Streaming!);
        await AdvanceUntilAsync(house, calm.Live);
        await AdvanceUntilAsync(house, disturbed.Live);

        var story = new OrderStory(house, random);
        while (sockets.Count < disturbances)
        {
            await story.StepAsync();
            await AdvanceAsync(house, random.Next(1, 12));
        }

        sockets.IsCalm = true;
        await story.EndAsync();
        await AgreeAsync(house, calm, disturbed, seed);
        Assert.True(calm.Mistakes.Count == 0, $"Seed {seed}, undisturbed: {string.Join('\n', calm.Mistakes)}");
        Assert.True(disturbed.Mistakes.Count == 0, $"Seed {seed}, disturbed: {string.Join('\n', disturbed.Mistakes)}");
        Assert.True(story.Fills > 0, $"Seed {seed}: nothing was filled.");
        return sockets.Counts;
    }

    /// <summary>Both readers and the exchange agree, after as many attempts as the lines need to come back.</summary>
    private static async Task AgreeAsync(SimulatedHouse house, OrderView calm, OrderView disturbed, ulong seed)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            await AdvanceAsync(house, 20);
            var (one, other) = (calm.Orders, disturbed.Orders);
            var differences = one.Keys.Union(other.Keys)
                .Where(order => !string.Equals(one.GetValueOrDefault(order), other.GetValueOrDefault(order), StringComparison.Ordinal))
                .Select(order => $"{order}\n  undisturbed {one.GetValueOrDefault(order)}\n  disturbed   {other.GetValueOrDefault(order)}")
                .ToList();
            var missing = OrderStory.Filled(house).Where(order => one.GetValueOrDefault(order.Key)?.Contains($" filled {order.Value:0.#########} ", StringComparison.Ordinal) != true)
                .Select(order => $"{order.Key} filled {order.Value} at the exchange, told {one.GetValueOrDefault(order.Key)}")
                .ToList();
            if (differences.Count == 0 && missing.Count == 0)
            {
                return;
            }

            Assert.True(TimeProvider.System.GetElapsedTime(began) < Patience, $"Seed {seed}:\n{string.Join('\n', differences.Concat(missing))}");
        }
    }

    private static async Task AdvanceAsync(SimulatedHouse house, int steps)
    {
        for (; steps > 0; steps--)
        {
            house.Clock.Advance(Step);
            await Task.Delay(1, Token);
        }
    }

    private static Task AdvanceUntilAsync(SimulatedHouse house, Task done) => done.WithStepsAsync(() => house.Clock.Advance(Step));
}
