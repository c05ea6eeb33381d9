namespace Brokerage.Conformance;

/// <summary>Streams tell what happens, once, in order, and say when they are live.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class StreamConformanceTests<TBroker> : TradingConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    [Fact]
    [ConformanceCase("STR-001", "An order is told from its receipt to its fill; filled quantities only grow, and the last equals the books.")]
    public async Task AnOrderIsToldToItsEndAsync()
    {
        await using var events = await ListenAsync();
        var order = await PlaceAsync(Resting(10m));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 4m);
        var seen = await events.UntilAsync(item => item.Value?.Order.Filled == 4m, "the first fill");
        Broker.SetQuote(Broker.Stock, Low - 1m, Low);
        seen.AddRange(await events.UntilAsync(item => IsEndOf(item, order), "the end of the order"));

        AssertTrue(TruthOf(order), seen[^1].Value!.Order);
        Assert.Equal((OrderCause.Fill, OrderState.Filled), (seen[^1].Value!.Cause, seen[^1].Value!.Order.State.Value));
        var news = seen.Where(item => item.Value?.Order.Ref == order).Select(item => item.Value!).ToList();
        Assert.Equal(news.Select(one => one.Order.Filled).Order(), news.Select(one => one.Order.Filled));
        Assert.Equal(news.Select(one => one.Sequence).Order().Distinct(), news.Select(one => one.Sequence));
        Assert.All(news, one => Assert.Equal((10m, Broker.Stock, Side.Buy), (((OrderQuantity.Units)one.Order.Quantity!).Value, one.Order.Legs[0].Leg.Instrument, one.Order.Legs[0].Leg.Side)));
        // A stream that is polled may miss how an order began.
        if (!seen.Exists(item => item.IsPolled))
        {
            Assert.Contains(news, one => one.Order is { Filled: 0m, IsFinal: false });
        }
    }

    [Fact]
    [ConformanceCase("STR-002", "A cancel is told as one.")]
    public async Task ACancelIsToldAsync()
    {
        await using var events = await ListenAsync();
        var order = await PlaceAsync(Resting());
        await AwaitAsync(Trading.CancelAsync(order, Token));

        var seen = await events.UntilAsync(item => IsEndOf(item, order), "the end of the order");

        Assert.Equal((OrderCause.Cancelled, OrderState.Cancelled), (seen[^1].Value!.Cause, seen[^1].Value!.Order.State.Value));
        AssertTrue(TruthOf(order), seen[^1].Value!.Order);
    }

    [Fact]
    [ConformanceCase("STR-003", "Prices move as the market moves them, bid and ask in their places, with their time.")]
    public async Task PricesMoveAsync()
    {
        Needs(Feature.StreamQuotes);
        await using var prices = await WatchAsync([Broker.Stock]);
        Broker.SetQuote(Broker.Stock, 501.25m, 501.75m, 100m, 200m);

        var seen = await prices.UntilAsync(item => Has(item, 501.25m), "the new price");
        Broker.SetQuote(Broker.Stock, 499.15m, 499.65m, 300m, 400m);
        var next = await prices.UntilAsync(item => Has(item, 499.15m), "the next price");

        Assert.Equal((501.25m, 501.75m, Broker.Stock), (seen[^1].Value.Bid, seen[^1].Value.Ask, seen[^1].Value.Instrument));
        Assert.Equal(((decimal?)499.65m, 300m, 400m), (next[^1].Value.Ask, next[^1].Value.BidSize ?? 300m, next[^1].Value.AskSize ?? 400m));
        Assert.All([seen[^1].Value.Time, next[^1].Value.Time], time => Assert.InRange(time, Broker.Clock.GetUtcNow().AddMinutes(-5), Broker.Clock.GetUtcNow().AddSeconds(1)));
    }

    [Fact]
    [ConformanceCase("STR-004", "A stream begins with the orders as they stand, resynced and then live, in that order.")]
    public async Task AStreamBeginsWithWhatIsThereAsync()
    {
        Needs(Feature.StreamOrders);
        var open = await PlaceAsync(Resting());
        var ended = await PlaceAsync(AtMarket(Side.Buy, 1m));

        await using var events = Open(Broker.Clock.GetUtcNow().AddHours(-1));
        var seen = await events.UntilAsync(item => item.Signal == StreamSignal.Live, "that it is live");

        var resynced = seen.FindIndex(item => item.Signal == StreamSignal.Resynced);
        Assert.InRange(resynced, 0, seen.Count - 2);
        var told = seen.Where(item => item.Signal == StreamSignal.Data).Select(item => item.Value!.Order).ToList();
        foreach (var order in new[] { open, ended })
        {
            Assert.True(told.Exists(one => one.Ref == order), $"The beginning does not tell {TruthOf(order)}.");
            AssertTrue(TruthOf(order), told.Last(one => one.Ref == order));
        }

        Assert.All(seen.Skip(resynced), item => Assert.NotEqual(StreamSignal.Data, item.Signal));
    }

    [Fact]
    [ConformanceCase("STR-005", "Lines that break, repeat and disorder change neither the end nor the set of fills; a break is told, and then what was missed.")]
    public async Task ADisturbedLineChangesNothingAsync()
    {
        await using var events = await ListenAsync();
        var order = await PlaceAsync(Resting(12m));
        Broker.Inject(BrokerFault.DisturbStreams);
        List<StreamItem<OrderEvent>> seen = [];
        foreach (var size in new[] { 3m, 4m })
        {
            Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: size);
        }

        seen.AddRange(await events.UntilAsync(item => item.Value?.Order.Ref == order && item.Value.Order.Filled == 7m, "the second fill"));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low);
        seen.AddRange(await events.UntilAsync(item => IsEndOf(item, order), "the end of the order"));

        AssertTrue(TruthOf(order), seen[^1].Value!.Order);
        var filled = seen.Where(item => item.Value?.Order.Ref == order).Select(item => item.Value!.Order.Filled).ToList();
        Assert.Equal(filled.Order(), filled);
        var fills = seen.Select(item => item.Value?.Execution).OfType<Execution>().Where(one => one.Id is not null).DistinctBy(one => one.Id, StringComparer.Ordinal);
        Assert.InRange(fills.Sum(one => one.Quantity), 0m, 12m);
        AssertBreaksAreTold(seen);
    }

    [Fact]
    [ConformanceCase("STR-006", "A fill is told once, with its own quantity, price and time, beside the whole order.")]
    public async Task AFillIsToldOnceAsync()
    {
        await using var events = await ListenAsync();
        var order = await PlaceAsync(Resting(10m));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 4m);
        var seen = await events.UntilAsync(item => item.Value?.Order.Filled == 4m, "the first fill");
        Broker.SetQuote(Broker.Stock, Low - 1m, Low);
        seen.AddRange(await events.UntilAsync(item => IsEndOf(item, order), "the end of the order"));

        LeaveOutUnless(!Broker.Untold.ContainsKey("OrderEvent.Execution"), "The broker's stream tells no executions.");
        var fills = seen.Where(item => item.Value?.Cause == OrderCause.Fill).Select(item => item.Value!).ToList();
        Assert.Equal(TruthOf(order).Fills.Select(fill => (fill.Quantity, fill.Price)), fills.Select(one => (one.Execution!.Quantity, one.Execution.Price)));
        Assert.Equal([4m, 10m], fills.Select(one => one.Execution!.CumulativeAfter));
        Assert.All(fills, one => new Comparison(Broker, "Execution", "in the stream").Near("Time", TruthOf(order).Fills[0].Time, one.Execution!.Time).Demand());
    }

    [Fact]
    [ConformanceCase("STR-007", "A replacement is told: the old order ends as replaced, and its successor is there.")]
    public async Task AReplacementIsToldAsync()
    {
        Needs(Feature.ReplacePrice);
        await using var events = await ListenAsync();
        var order = await PlaceAsync(Resting());
        Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.ReplaceAsync(order, new OrderChange(Price: new PriceTerms.Limit(Low + 1m)), Token)));
        var living = Broker.Read().Orders.Single(one => !one.IsFinal);

        var seen = await events.UntilAsync(item => item.Value?.Order is { } last && last.Ref.Order == living.Id && last.Price == new PriceTerms.Limit(Low + 1m) && last.State.Value == living.State, "the successor");

        AssertTrue(living, seen[^1].Value!.Order);
        if (living.Id != order.Order)
        {
            var before = await ReadAsync(order);
            Assert.Equal((OrderState.Replaced, living.Id), (before.State.Value, before.ReplacedBy));
        }
    }

    [Fact]
    [ConformanceCase("STR-008", "A stream of one account tells nothing of another.")]
    public async Task AccountsHaveTheirOwnNewsAsync()
    {
        Needs(Feature.SeveralAccounts);
        var other = Broker.OtherAccount ?? throw new InvalidOperationException("The test broker has to have one more account.");
        await using var events = await ListenAsync();
        Broker.PlaceElsewhere(OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, Low), account: other);
        var order = await PlaceAsync(AtMarket(Side.Buy, 1m));

        var seen = await events.UntilAsync(item => IsEndOf(item, order), "the end of the order");

        Assert.All(seen.Where(item => item.Value is not null), item => Assert.Equal(Account, item.Value!.Order.Ref.Account.Account));
    }

    [Fact]
    [ConformanceCase("STR-009", "Orders placed elsewhere are told too.")]
    public async Task OrdersPlacedElsewhereAreToldAsync()
    {
        await using var events = await ListenAsync();
        var order = new OrderRef(Broker.Account, Broker.PlaceElsewhere(OrderSpec.Market(Broker.Stock, Side.Buy, 2m))[0]);

        var seen = await events.UntilAsync(item => IsEndOf(item, order), "the end of the order");

        AssertTrue(TruthOf(order), seen[^1].Value!.Order);
    }

    [Fact]
    [ConformanceCase("STR-010", "Every instrument that is asked for is told, under the name by which it was asked for, and no other.")]
    public async Task OnlyWhatIsAskedForIsToldAsync()
    {
        Needs(Feature.StreamQuotes);
        Instrument[] asked = Broker.Coin is { } coin ? [Broker.Stock, coin] : [Broker.Stock];
        await using var prices = await WatchAsync(asked);
        Broker.SetQuote(Broker.Shorted, 150.25m, 150.75m);
        HashSet<Instrument> told = [];
        var rounds = 0;
        while (told.Count < asked.Length)
        {
            rounds++;
            foreach (var instrument in asked)
            {
                Broker.SetQuote(instrument, 600m + rounds, 601m + rounds);
            }

            var seen = await prices.UntilAsync(item => item.Signal == StreamSignal.Data, "a price");
            told.Add(seen[^1].Value.Instrument);
        }

        Assert.True(told.SetEquals(asked));
    }

    [Fact]
    [ConformanceCase("STR-011", "Who leaves a stream leaves at once.")]
    public async Task LeavingIsPossibleAsync()
    {
        Needs(Feature.StreamOrders);
        await using var events = await ListenAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(events.LeaveAsync);
    }

    [Fact]
    [ConformanceCase("STR-012", "Two fills of one instant are two fills: both are told, and the order counts both.")]
    public async Task FillsOfOneInstantAreToldApartAsync()
    {
        await using var events = await ListenAsync();
        var order = await PlaceAsync(Resting(10m));
        await events.UntilAsync(item => item.Value?.Order.Ref == order, "the new order");
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 4m);
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 3m);
        Assert.Single(TruthOf(order).Fills.Select(fill => fill.Time).Distinct());

        var seen = await events.UntilAsync(item => item.Value?.Order.Ref == order && item.Value.Order.Filled == 7m, "the second fill");

        AssertTrue(TruthOf(order), seen[^1].Value!.Order);
        var fills = seen.Select(item => item.Value?.Execution).OfType<Execution>().ToList();
        Assert.True(fills.Count == 0 || fills.Sum(one => one.Quantity) == 7m, $"Fills of 4 and of 3 are told as {string.Join(" and ", fills.Select(one => one.Quantity))}.");
    }

    [Fact]
    [ConformanceCase("STR-013", "A line that stands and says nothing is noticed: what happened meanwhile is told, and that there was a gap.")]
    public async Task ASilentLineIsNoticedAsync()
    {
        Needs(BrokerFault.StallStreams);
        await using var events = await ListenAsync();
        var order = await PlaceAsync(Resting());
        await events.UntilAsync(item => item.Value?.Order.Ref == order, "the new order");
        Broker.Inject(BrokerFault.StallStreams);
        Broker.SetQuote(Broker.Stock, Low - 1m, Low);

        var seen = await events.UntilAsync(item => IsEndOf(item, order), "the end of the order");

        AssertTrue(TruthOf(order), seen[^1].Value!.Order);
        // A look that is never answered is looked again, which leaves nothing out.
        if (!seen[^1].IsPolled)
        {
            AssertBreaksAreTold(seen);
        }
    }

    [Theory]
    [InlineData(BrokerFault.DisturbStreams)]
    [InlineData(BrokerFault.StallStreams)]
    [ConformanceCase("STR-014", "After a line of prices broke or fell silent, what was asked for is told again.")]
    public async Task PricesGoOnAfterABreakAsync(BrokerFault fault)
    {
        Needs(Feature.StreamQuotes);
        Needs(fault);
        await using var prices = await WatchAsync([Broker.Stock]);
        Broker.Inject(fault);

        // What moves while the line is down may be lost with it, so the price goes on moving.
        var told = prices.UntilAsync(item => item.Signal == StreamSignal.Data && item.Value.Bid >= 700m, "a price after the break");
        for (var round = 0; !told.IsCompleted; round++)
        {
            Broker.SetQuote(Broker.Stock, 700m + (round % 100), 800m + (round % 100));
            await Task.WhenAny(told, Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Token));
        }

        Assert.Equal(Broker.Stock, (await told)[^1].Value.Instrument);
    }

    // After a gap nobody may be told that all is well before what was missed has been told.
    private static void AssertBreaksAreTold(List<StreamItem<OrderEvent>> seen)
    {
        var isWhole = true;
        foreach (var item in seen)
        {
            Assert.True(isWhole || item.Signal != StreamSignal.Live, "The stream says that it is live after a break without having resynced.");
            isWhole = item.Signal switch { StreamSignal.Gap => false, StreamSignal.Resynced => true, _ => isWhole };
        }

        Assert.Contains(seen, item => item.Signal == StreamSignal.Gap);
    }

    private static bool IsEndOf(StreamItem<OrderEvent> item, OrderRef order) => item.Value?.Order is { IsFinal: true } last && last.Ref == order;

    private static bool Has(StreamItem<QuoteTick> item, decimal price) => item.Signal == StreamSignal.Data && (item.Value.Bid == price || item.Value.Ask == price);

    private Listener<OrderEvent> Open(DateTimeOffset? since = null) => new(Broker, leave => Connection.Streaming!.OrdersAsync(Account, since, leave), Token);

    private async Task<Listener<OrderEvent>> ListenAsync()
    {
        Needs(Feature.StreamOrders);
        var events = Open();
        await events.UntilAsync(item => item.Signal == StreamSignal.Live, "that it is live");
        return events;
    }

    private async Task<Listener<QuoteTick>> WatchAsync(Instrument[] asked)
    {
        var prices = new Listener<QuoteTick>(Broker, leave => Connection.Streaming!.QuotesAsync(asked, leave), Token);
        await prices.UntilAsync(item => item.Signal == StreamSignal.Live, "that it is live");
        return prices;
    }
}
