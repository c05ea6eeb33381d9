using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Orders;

public sealed class OrderServiceTests
{
    private readonly FakeTrading _trading = new();
    private readonly FakeConnection _one;
    private readonly FakeConnection _readOnly = new(Make.Ref("reads"));

    public OrderServiceTests() => _one = new FakeConnection(Make.Ref("one")) { Trading = _trading };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_goes_to_the_connection_that_it_names()
    {
        var other = new FakeConnection(Make.Ref("other")) { Trading = new FakeTrading() };
        await using var host = new FakeHost(other, _one);

        var result = await host.Brokerage.Orders.PlaceAsync(Make.Limit(_one.Account), Token);

        Assert.Equal("77", Assert.Single(Assert.IsType<SubmitResult.Placed>(result).Orders).Order!.Value.Value);
        Assert.Equal(2, _trading.Calls.Count);
        Assert.Empty(((FakeTrading)other.Trading).Calls);
    }

    [Fact]
    public async Task Reads_and_cancels_go_there_too()
    {
        await using var host = new FakeHost(_one);
        var orders = host.Brokerage.Orders;
        var order = new OrderRef(_one.Account, OrderId.Parse("77"));

        Assert.IsType<CancelResult.Requested>(await orders.CancelAsync(order, Token));
        Assert.Empty((await orders.GetOpenOrdersAsync(_one.Account, Token)).Items);
        var query = new HistoryQuery(_one.Account.Account, Make.Noon, Make.Noon);
        Assert.Empty((await orders.GetHistoryAsync(_one.Connection, query, Token)).Items);
        var prepared = await orders.PrepareAsync(Make.Limit(_one.Account), cancellationToken: Token);
        Assert.IsType<Sighting.NotSeen>(await orders.FindAsync(prepared, Token));
        Assert.Equal(BrokerageErrorCode.OrderNotFound, (await Assert.ThrowsAsync<BrokerageException>(() => orders.GetOrderAsync(order, Token))).Code);

        Assert.Equal([order, _one.Account.Account, query, prepared.Intent, prepared], _trading.Calls);
    }

    [Fact]
    public async Task A_submit_over_a_connection_that_is_gone_is_a_rejection_since_nothing_left()
    {
        await using var host = new FakeHost(_one);
        var prepared = await host.Brokerage.Orders.PrepareAsync(Make.Limit(_one.Account), cancellationToken: Token);
        await host.Connections.RemoveAsync(_one.Connection, Token);

        var rejected = Assert.IsType<SubmitResult.Rejected>(await host.Brokerage.Orders.SubmitAsync(prepared, Token));

        Assert.Equal((BrokerageErrorCode.AccountNotFound, _one.Account), (rejected.Error.Code, rejected.Error.Account));
        Assert.DoesNotContain(prepared, _trading.Calls);
    }

    [Fact]
    public async Task A_doubt_about_opening_the_connection_is_no_doubt_about_the_order()
    {
        _one.OnConnect = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.Timeout) with { Effect = Effect.Unknown });
        await using var host = new FakeHost(_one);
        var prepared = new PreparedOrder { Intent = Make.Limit(_one.Account), Attempt = 1, Evidence = "", PreparedAt = Make.Noon };

        var rejected = Assert.IsType<SubmitResult.Rejected>(await host.Brokerage.Orders.SubmitAsync(prepared, Token));
        var refused = Assert.IsType<CancelResult.Refused>(
            await host.Brokerage.Orders.CancelAsync(new OrderRef(_one.Account, OrderId.Parse("1")), Token));

        Assert.Equal((BrokerageErrorCode.Timeout, Effect.None), (rejected.Error.Code, rejected.Error.Effect));
        Assert.Equal(Effect.None, refused.Error.Effect);
    }

    [Fact]
    public async Task A_broker_that_takes_no_orders_says_so_at_every_door()
    {
        await using var host = new FakeHost(_readOnly);
        var orders = host.Brokerage.Orders;
        var prepared = new PreparedOrder { Intent = Make.Limit(_readOnly.Account), Attempt = 1, Evidence = "", PreparedAt = Make.Noon };

        Assert.Equal(
            BrokerageErrorCode.FeatureNotSupported,
            (await Assert.ThrowsAsync<BrokerageException>(() => orders.PlaceAsync(prepared.Intent, Token))).Code);
        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, Assert.IsType<SubmitResult.Rejected>(await orders.SubmitAsync(prepared, Token)).Error.Code);
        await host.Connections.RemoveAsync(_readOnly.Connection, Token);
        Assert.Equal(1, _readOnly.Disposals);
    }

    [Fact]
    public async Task An_account_of_another_broker_is_misuse()
    {
        await using var host = new FakeHost(_one);

        await Assert.ThrowsAsync<ArgumentException>(() => host.Brokerage.Orders.PlaceAsync(Make.Limit(Make.Ref("one", broker: "other")), Token));
        Assert.Empty(_trading.Calls);
    }

    [Fact]
    public async Task What_the_broker_answers_comes_back_as_it_is()
    {
        var rejection = new SubmitResult.Rejected(Make.Error(BrokerageErrorCode.InsufficientFunds));
        _trading.OnSubmit = _ => rejection;
        await using var host = new FakeHost(_one);

        Assert.Same(rejection, await host.Brokerage.Orders.PlaceAsync(Make.Limit(_one.Account), Token));
    }
}
