namespace Brokerage.Transport.Tests.Sockets;

public sealed class SocketChaosTests
{
    private static readonly string[] Symbols = ["AAPL", "MSFT", "BRK.B"];

    /// <summary>Two thousand disturbed streams where all are played, in ten parts so that a failure is found quickly.</summary>
    [Theory]
    [MemberData(nameof(Seeds.Some), 10, MemberType = typeof(Seeds))]
    public async Task Cuts_stalls_duplicates_and_reorders_change_nothing_in_the_end(ulong seed)
    {
        for (int i = 0; i < Portion.Of(200); i++) await RunAsync(unchecked((int)(seed + (ulong)i)), $"seed {seed}, run {i}");
    }

    private static async Task RunAsync(int seed, string what)
    {
        Random random = new(seed);
        await using StreamHarness harness = new(options => options with { StallAfter = TimeSpan.FromSeconds(10), OrderQueueLength = random.Next(1, 8) }, seed: seed);
        var quotes = harness.ReadQuotes(Symbols);
        var orders = harness.ReadOrders(since: DateTimeOffset.UnixEpoch);
        List<string> late = [];
        for (int step = 0; step < 40; step++)
        {
            string message = Happen(harness.Broker, random, step);
            Disturb(harness, random, message, late);
            if (random.Next(4) == 0) await Task.Yield();
            if (random.Next(8) == 0) harness.Clock.Advance(TimeSpan.FromSeconds(random.NextDouble() * 5));
        }

        harness.Broker.Send(late);
        await harness.UntilAsync(() => HasCaughtUp(harness.Broker, quotes, orders), what, explain: () => Explain(harness, quotes, orders));
        AssertFills(harness.Broker, orders, what);
    }

    private static string Happen(StreamBroker broker, Random random, int step)
    {
        if (random.Next(2) == 0) return broker.Quote(Symbols[random.Next(Symbols.Length)], 100 + step);
        string id = "o" + random.Next(4);
        Order? order = broker.Book.GetValueOrDefault(id);
        if (order is null) return broker.Order(id, OrderState.Working);
        if (order.IsFinal) return broker.Quote(Symbols[0], 100 + step);
        if (random.Next(6) == 0) return broker.Order(id, OrderState.Cancelled);
        decimal fill = Math.Min(100m - order.Filled, random.Next(1, 40));
        return broker.Order(id, order.Filled + fill == 100m ? OrderState.Filled : OrderState.PartiallyFilled, fill);
    }

    private static void Disturb(StreamHarness harness, Random random, string message, List<string> late)
    {
        switch (random.Next(12))
        {
            case 0:
                harness.Broker.Cut();
                break;
            case 1:
                harness.Broker.GoSilent();
                break;
            case 2:
                harness.Broker.Send(message, message);
                break;
            case 3:
                late.Add(message);
                break;
            case 4:
                harness.Broker.Send([message, .. late.OrderBy(_ => random.Next())]);
                late.Clear();
                break;
            case 5:
                harness.Broker.Send("garbage");
                break;
            default:
                harness.Broker.Send(message);
                break;
        }
    }

    private static string Explain(StreamHarness harness, StreamHarness.Log<QuoteTick> quotes, StreamHarness.Log<OrderEvent> orders)
    {
        string quoted = string.Join(" ", Symbols.Select(symbol => $"{symbol} {harness.Broker.LastQuote(symbol)}"));
        string told = string.Join(" ", quotes.Values.TakeLast(5).Select(tick => $"{tick.Instrument} {tick.Bid}"));
        string book = string.Join(" ", harness.Broker.Book.Select(pair => $"{pair.Key} {pair.Value.State.Value} {pair.Value.Filled}"));
        string seen = string.Join(" ", orders.Values.GroupBy(item => item.Order.Ref.Order).Select(group => $"{group.Key} {group.Last().Order.State.Value} {group.Last().Order.Filled}"));
        return $"(line {harness.Broker.HasLine}, connects {harness.Broker.Connects}; quotes {quoted} / {told}; orders {book} / {seen}; signals {string.Join(",", orders.Signals.TakeLast(6))})";
    }

    private static bool HasCaughtUp(StreamBroker broker, StreamHarness.Log<QuoteTick> quotes, StreamHarness.Log<OrderEvent> orders)
    {
        Assert.False(quotes.Reading.IsCompleted || orders.Reading.IsCompleted, "a reader ended");
        foreach (string symbol in Symbols)
        {
            if (broker.LastQuote(symbol) is { } bid && quotes.Values.LastOrDefault(tick => tick.Instrument is Instrument.Equity equity && string.Equals(equity.Symbol, symbol, StringComparison.Ordinal)).Bid != bid) return false;
        }

        int fills = orders.Values.Count(item => item.Execution is { IsDerived: false });
        if (fills < broker.Book.Values.Sum(order => order.Executions.Count)) return false;
        var last = orders.Values.GroupBy(item => item.Order.Ref.Order.Value, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Order, StringComparer.Ordinal);
        return broker.Book.All(pair => last.TryGetValue(pair.Key, out Order? seen) && seen.State.Value == pair.Value.State.Value && seen.Filled == pair.Value.Filled);
    }

    private static void AssertFills(StreamBroker broker, StreamHarness.Log<OrderEvent> orders, string what)
    {
        // The log may still grow: a late look at what is known already.
        var all = orders.Values;
        foreach ((string id, Order truth) in broker.Book)
        {
            var events = all.Where(item => string.Equals(item.Order.Ref.Order.Value, id, StringComparison.Ordinal)).ToList();
            string[] expected = [.. truth.Executions.Select(execution => execution.Id!)];
            string[] final = [.. events[^1].Order.Executions.Select(execution => execution.Id ?? "derived")];
            Assert.True(expected.SequenceEqual(final), $"{id} ends with {string.Join(",", final)} for {string.Join(",", expected)}: {what}");
            string[] told = [.. events.Where(item => item.Execution is { IsDerived: false }).Select(item => item.Execution!.Id!)];
            Assert.True(told.Order(StringComparer.Ordinal).SequenceEqual(expected.Order(StringComparer.Ordinal)), $"{id} was told {string.Join(",", told)} for {string.Join(",", expected)}: {what}");
            Assert.True(events.Zip(events.Skip(1)).All(pair => pair.Second.Order.Filled >= pair.First.Order.Filled), $"{id} lost a fill: {what}");
        }

        Assert.Equal(Enumerable.Range(1, all.Count).Select(n => (long)n), all.Select(item => item.Sequence));
    }
}
