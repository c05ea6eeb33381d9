using Brokerage.Testing;
using Brokerage.TestSupport;

namespace Brokerage.ETrade.Tests;

/// <summary>Each account counts its own orders: over the simulated wire two of them have orders of one number.</summary>
public sealed class TwoAccountsTests
{
    [Fact]
    public async Task A_stream_of_all_accounts_tells_two_orders_of_one_number_apart()
    {
        var stop = TestContext.Current.CancellationToken;
        await using var broker = new ETradeTestBroker();
        await broker.StartAsync(stop);
        var other = broker.Account with { Account = broker.OtherAccount!.Value };
        var order = OrderSpec.Limit(broker.Stock, Side.Buy, 1m, 10m);
        var here = new OrderRef(broker.Account, Assert.Single(broker.PlaceElsewhere(order)));
        var there = new OrderRef(other, Assert.Single(broker.PlaceElsewhere(order, account: other.Account)));
        await using var items = broker.Connection.Streaming!.OrdersAsync(null, null, stop).GetAsyncEnumerator(stop);

        List<OrderRef> told = [];
        do
        {
            Assert.True(await broker.WaitAsync(items.MoveNextAsync().AsTask(), stop).WithStepsAsync(() => broker.PassTime(TimeSpan.FromMilliseconds(100))));
            told.AddRange(items.Current.Value is { } news ? [news.Order.Ref] : []);
        }
        while (items.Current.Signal != StreamSignal.Live);

        Assert.Equal(here.Order, there.Order);
        Assert.Equal([here, there], told.OrderBy(one => one == there));
    }
}
