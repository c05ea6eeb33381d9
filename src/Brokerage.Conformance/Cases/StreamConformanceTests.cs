namespace Brokerage.Conformance;

/// <summary>Streams tell what happens, once, in order, and say when they are live.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class StreamConformanceTests<TBroker> : TradingConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    [ConformanceCase("STR-001", "An order is told from its receipt to its fill; filled quantities only grow, and the last equals the books.")]
    public async Task AnOrderIsToldToItsEndAsync()
    {
        Needs(Feature.StreamOrders);
        await using var events = Connection.Streaming!.OrdersAsync(Account, cancellationToken: Token).GetAsyncEnumerator(Token);
        await UntilAsync(events, item => item.Signal == StreamSignal.Live);
        var order = await PlaceAsync(Resting(10m));
        Broker.SetQuote(Broker.Stock, Low - 1m, Low, bidSize: 100m, askSize: 4m);
        await UntilAsync(events, item => item.Value?.Order.Filled == 4m);
        Broker.SetQuote(Broker.Stock, Low - 1m, Low);
        var seen = await UntilAsync(events, item => item.Value?.Order is { IsFinal: true } last && last.Ref.Order == order.Order);

        AssertTrue(TruthOf(order), seen[^1].Value!.Order);
        var filled = seen.Where(item => item.Value?.Order.Ref.Order == order.Order).Select(item => item.Value!.Order.Filled).ToList();
        Assert.Equal(filled.Order(), filled);
    }

    [Fact]
    [ConformanceCase("STR-002", "A cancel is told as one.")]
    public async Task ACancelIsToldAsync()
    {
        Needs(Feature.StreamOrders);
        await using var events = Connection.Streaming!.OrdersAsync(Account, cancellationToken: Token).GetAsyncEnumerator(Token);
        await UntilAsync(events, item => item.Signal == StreamSignal.Live);
        var order = await PlaceAsync(Resting());
        await AwaitAsync(Trading.CancelAsync(order, Token));

        var seen = await UntilAsync(events, item => item.Value?.Order is { IsFinal: true } last && last.Ref.Order == order.Order);

        Assert.Equal((OrderCause.Cancelled, OrderState.Cancelled), (seen[^1].Value!.Cause, seen[^1].Value!.Order.State.Value));
    }

    [Fact]
    [ConformanceCase("STR-003", "Prices move as the market moves them, bid and ask in their places.")]
    public async Task PricesMoveAsync()
    {
        Needs(Feature.StreamQuotes);
        await using var prices = Connection.Streaming!.QuotesAsync([Broker.Stock], Token).GetAsyncEnumerator(Token);
        await UntilAsync(prices, item => item.Signal == StreamSignal.Live);
        Broker.SetQuote(Broker.Stock, 501.25m, 501.75m, 100m, 200m);

        var seen = await UntilAsync(prices, item => item is { Signal: StreamSignal.Data, Value.Bid: 501.25m });

        Assert.Equal((501.75m, Broker.Stock), (seen[^1].Value.Ask, seen[^1].Value.Instrument));
    }

    private Task<List<StreamItem<T>>> UntilAsync<T>(IAsyncEnumerator<StreamItem<T>> items, Func<StreamItem<T>, bool> last) => AwaitAsync(ReadAsync(items, last));

    private static async Task<List<StreamItem<T>>> ReadAsync<T>(IAsyncEnumerator<StreamItem<T>> items, Func<StreamItem<T>, bool> last)
    {
        List<StreamItem<T>> seen = [];
        do
        {
            Assert.True(await items.MoveNextAsync().AsTask().WaitAsync(Patience, Token), "The stream ended.");
            seen.Add(items.Current);
        }
        while (!last(seen[^1]));

        return seen;
    }
}
