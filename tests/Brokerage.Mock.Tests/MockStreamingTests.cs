namespace Brokerage.Mock.Tests;

public sealed class MockStreamingTests
{
    [Fact]
    public async Task Orders_begin_with_what_is_open_then_go_on_live_in_sequence()
    {
        await using var demo = new Demo();
        var resting = demo.RefOf(await demo.PlaceAsync(demo.Limit(1m)));
        await demo.PlaceAsync(demo.Limit(10_000m));
        await using var stream = demo.Connection.Streaming!.OrdersAsync(demo.Account.Account, cancellationToken: Demo.Token).GetAsyncEnumerator(Demo.Token);

        var seen = await NextAsync(stream);
        Assert.Equal((OrderCause.Seen, resting, OrderState.Working), (seen.Value!.Cause, seen.Value.Order.Ref, seen.Value.Order.State.Value));
        Assert.Equal(StreamSignal.Resynced, (await NextAsync(stream)).Signal);
        Assert.Equal(StreamSignal.Live, (await NextAsync(stream)).Signal);

        await demo.Trading.CancelAsync(resting, Demo.Token);
        OrderEvent change;
        var last = seen.Value.Sequence;
        do
        {
            change = (await NextAsync(stream)).Value!;
            Assert.True(change.Sequence > last);
            last = change.Sequence;
        }
        while (!change.Order.IsFinal);
        Assert.Equal((OrderCause.Cancelled, resting, OrderState.Cancelled), (change.Cause, change.Order.Ref, change.Order.State.Value));
    }

    [Fact]
    public async Task A_time_brings_back_what_ended_since_then()
    {
        await using var demo = new Demo();
        await demo.PlaceAsync(demo.Limit(10_000m));
        demo.Clock.Advance(TimeSpan.FromMinutes(1));
        var since = demo.Clock.GetUtcNow();
        var late = demo.RefOf(await demo.PlaceAsync(demo.Limit(10_000m)));
        await using var stream = demo.Connection.Streaming!.OrdersAsync(since: since, cancellationToken: Demo.Token).GetAsyncEnumerator(Demo.Token);

        var seen = await NextAsync(stream);

        Assert.Equal((late, OrderState.Filled, 1m), (seen.Value!.Order.Ref, seen.Value.Order.State.Value, seen.Value.Order.Filled));
        Assert.Equal(StreamSignal.Resynced, (await NextAsync(stream)).Signal);
    }

    [Fact]
    public async Task Fills_carry_their_execution_and_the_whole_order()
    {
        await using var demo = new Demo();
        await using var stream = demo.Connection.Streaming!.OrdersAsync(cancellationToken: Demo.Token).GetAsyncEnumerator(Demo.Token);
        await NextAsync(stream);
        await NextAsync(stream);

        await demo.PlaceAsync(demo.Limit(10_000m, 2m));
        OrderEvent change;
        do
            change = (await NextAsync(stream)).Value!;
        while (change.Cause != OrderCause.Fill);

        Assert.Equal((Demo.Berkshire, 2m), (Assert.Single(change.Order.Legs).Leg.Instrument, change.Execution!.CumulativeAfter));
    }

    [Fact]
    public async Task A_slow_reader_of_quotes_gets_the_newest_of_each_instrument()
    {
        await using var demo = new Demo(options => options.ClassShareSeparator = '-');
        var theirs = new Instrument.Equity("BRK-B");
        await using var stream = demo.Connection.Streaming!.QuotesAsync([Demo.Berkshire, Demo.Apple], Demo.Token).GetAsyncEnumerator(Demo.Token);
        Assert.Equal(StreamSignal.Live, (await NextAsync(stream)).Signal);

        for (var price = 300m; price <= 320m; price++)
        {
            demo.Exchange.SetPrice(theirs, price);
            demo.Exchange.SetPrice(Demo.Apple, price + 100m);
        }

        var ticks = new[] { (await NextAsync(stream)).Value, (await NextAsync(stream)).Value };
        Assert.Equal([Demo.Berkshire, Demo.Apple], ticks.Select(tick => tick.Instrument));
        Assert.InRange(ticks[0].Bid!.Value, 319m, 320m);
        Assert.InRange(ticks[1].Bid!.Value, 419m, 420m);
    }

    [Fact]
    public async Task Disposing_the_connection_ends_its_streams()
    {
        await using var demo = new Demo();
        await using var orders = demo.Connection.Streaming!.OrdersAsync(cancellationToken: Demo.Token).GetAsyncEnumerator(Demo.Token);
        await NextAsync(orders);
        await NextAsync(orders);
        var waiting = orders.MoveNextAsync();

        await demo.Connection.DisposeAsync();

        Assert.False(await waiting);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => demo.Connection.Accounts.GetAccountsAsync(Demo.Token));
    }

    [Fact]
    public async Task The_callers_cancellation_is_thrown()
    {
        await using var demo = new Demo();
        using var cancel = new CancellationTokenSource();
        await using var quotes = demo.Connection.Streaming!.QuotesAsync([], cancel.Token).GetAsyncEnumerator(Demo.Token);
        await NextAsync(quotes);
        var waiting = quotes.MoveNextAsync().AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private static async Task<T> NextAsync<T>(IAsyncEnumerator<T> stream)
    {
        Assert.True(await stream.MoveNextAsync().AsTask().WaitAsync(Demo.Token));
        return stream.Current;
    }
}
