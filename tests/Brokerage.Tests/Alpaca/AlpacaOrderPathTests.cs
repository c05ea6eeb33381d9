using Brokerage.Simulator;

namespace Brokerage.Tests.Alpaca;

/// <summary>Alpaca's whole order path: guards, journal, wire, stream, tracker; what is told equals what the exchange holds.</summary>
public sealed class AlpacaOrderPathTests : IAsyncLifetime
{
    private AlpacaHouse _house = null!;
    private AccountRef _account = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IBrokerageService Brokerage => _house.Brokerage;

    public async ValueTask InitializeAsync()
    {
        _house = await AlpacaHouse.OpenAsync();
        _account = await _house.AccountAsync();
    }

    public ValueTask DisposeAsync() => _house.DisposeAsync();

    [Fact]
    public async Task A_bracket_is_followed_from_its_entry_to_the_end_of_both_exits()
    {
        var bid = _house.Quote.Bid!.Value;
        var exit = OrderSpec.Limit(AlpacaHouse.Stock, Side.Sell, 2m, decimal.Round(bid * 1.2m, 2));
        var plan = OrderPlan.Bracket(
            OrderSpec.Limit(AlpacaHouse.Stock, Side.Buy, 2m, decimal.Round(bid * 0.9m, 2)), exit, exit with { Price = new PriceTerms.Stop(decimal.Round(bid * 0.5m, 2)) });
        var order = await _house.PlaceAsync(OrderIntent.Place(_account, plan));
        await using var news = Brokerage.Tracker.FollowAsync(order, Token).GetAsyncEnumerator(Token);
        List<OrderNews> told = [];
        await _house.UntilAsync(news, told, one => told.Count == 3);

        _house.Simulator.Exchange.SetQuote(AlpacaHouse.Stock, bid * 0.8m, bid * 0.85m, 100m, 100m);
        await _house.UntilAsync(news, told, one => one.Order.Ref == order && one.Order.State.Value == OrderState.Filled);
        _house.Simulator.Exchange.SetQuote(AlpacaHouse.Stock, bid * 1.3m, bid * 1.35m, 100m, 100m);
        await _house.ToEndAsync(news, told);

        Assert.Equal([OrderState.Filled, OrderState.Filled, OrderState.Cancelled], told.GroupBy(one => one.Order.Ref).Select(one => one.Last().Order.State.Value).Order());
        _house.AssertTrue(told);
    }

    [Fact]
    public async Task A_replaced_order_is_followed_into_its_successor_and_that_to_its_cancel()
    {
        var order = await _house.PlaceAsync(Resting(2m));
        await using var news = Brokerage.Tracker.FollowAsync(order, Token).GetAsyncEnumerator(Token);
        List<OrderNews> told = [];
        await _house.UntilAsync(news, told, _ => true);

        var change = OrderIntent.Modify(order, new OrderChange(TotalQuantity: 3m));
        var successor = await _house.PlaceAsync(change);
        await _house.UntilAsync(news, told, one => one.Order.Ref == successor);
        Assert.IsType<CancelResult.Requested>(await Brokerage.Orders.CancelAsync(successor, Token));
        await _house.ToEndAsync(news, told);

        Assert.Contains(told, one => one.Order.Ref == order && one.Order.State.Value == OrderState.Replaced);
        Assert.Equal((successor, OrderState.Cancelled), (told[^1].Order.Ref, told[^1].Order.State.Value));
        Assert.Equal(change.ClientOrderId, told[^1].Order.ClientOrderId);
        _house.AssertTrue(told);
    }

    [Fact]
    public async Task What_fills_while_the_stream_is_cut_is_told_once()
    {
        var price = decimal.Round(_house.Quote.Bid!.Value * 0.9m, 2);
        var order = await _house.PlaceAsync(OrderIntent.Place(_account, OrderSpec.Limit(AlpacaHouse.Stock, Side.Buy, 5m, price)));
        await using var news = Brokerage.Tracker.FollowAsync(order, Token).GetAsyncEnumerator(Token);
        List<OrderNews> told = [];
        await _house.UntilAsync(news, told, _ => true);

        _house.Simulator.Exchange.SetQuote(AlpacaHouse.Stock, price - 1m, price, 100m, 2m);
        _house.Simulator.CutStreams();
        _house.Simulator.Exchange.SetQuote(AlpacaHouse.Stock, price - 1m, price, 100m, 100m);
        await _house.ToEndAsync(news, told);

        Assert.Equal(OrderState.Filled, told[^1].Order.State.Value);
        _house.AssertTrue(told);
    }

    [Fact]
    public async Task What_the_market_rejects_after_the_receipt_is_told()
    {
        await using var house = await AlpacaHouse.OpenAsync(rejectsLate: true);
        var account = await house.AccountAsync();
        var order = await house.PlaceAsync(OrderIntent.Place(account, OrderSpec.Limit(AlpacaHouse.Stock, Side.Buy, 100_000m, house.Quote.Bid!.Value)));
        await using var news = house.Brokerage.Tracker.FollowAsync(order, Token).GetAsyncEnumerator(Token);
        List<OrderNews> told = [];
        await house.ToEndAsync(news, told);

        Assert.Equal(OrderState.Rejected, told[^1].Order.State.Value);
        Assert.Equal(0m, told[^1].Order.Filled);
    }

    [Fact]
    public async Task An_order_whose_answer_was_lost_is_found_settled_and_followed_by_its_wish()
    {
        _house.Simulator.Faults.Add(new FaultRule { Kind = FaultKind.DropAfter, Method = "POST", Path = "/v2/orders", Times = 1 });
        var intent = Resting(1m);
        Assert.IsType<SubmitResult.OutcomeUnknown>(await Brokerage.Orders.PlaceAsync(intent, Token));

        await using var news = Brokerage.Tracker.FollowAsync(intent.ClientOrderId, Token).GetAsyncEnumerator(Token);
        List<OrderNews> told = [];
        var first = await _house.UntilAsync(news, told, _ => true);
        Assert.IsType<SubmitResult.Placed>(await Brokerage.Orders.PlaceAsync(intent, Token)); // the same wish: the same order
        await Brokerage.Orders.CancelAsync(first.Order.Ref, Token);
        await _house.ToEndAsync(news, told);

        Assert.Empty(await Brokerage.Orders.ListUnknownAsync(cancellationToken: Token));
        Assert.Equal(intent.ClientOrderId, first.Order.ClientOrderId);
        _house.AssertTrue(told);
    }

    [Fact]
    public async Task The_same_wish_from_two_programs_is_one_order_which_the_second_takes_over()
    {
        var intent = Resting(1m);
        var other = _house.Start();

        var first = Assert.IsType<SubmitResult.Placed>(await Brokerage.Orders.PlaceAsync(intent, Token));
        var second = Assert.IsType<SubmitResult.Placed>(await other.Orders.PlaceAsync(intent, Token));

        Assert.Equal(first.Orders[0].Order, second.Orders[0].Order);
        Assert.Single(second.Notices);
        Assert.Single(_house.Simulator.Exchange.GetOrders(_house.Simulator.Account));
    }

    [Fact]
    public async Task A_wish_that_waited_for_the_open_is_sent_then_and_followed()
    {
        var open = new DateTimeOffset(2026, 11, 20, 14, 30, 0, TimeSpan.Zero);
        await using var house = await AlpacaHouse.OpenAsync(start: open.AddMinutes(-5));
        var intent = OrderIntent.Place(
            await house.AccountAsync(), OrderSpec.Limit(AlpacaHouse.Stock, Side.Buy, 1m, decimal.Round(house.Quote.Bid!.Value * 0.5m, 2)));
        Assert.Equal(open, (await house.Brokerage.Queue.QueueAsync(intent, cancellationToken: Token)).OpensAt);
        Assert.Empty(await house.Brokerage.Queue.ReleaseDueAsync(Token));

        house.Clock.Advance(open - house.Clock.GetUtcNow());
        var sent = Assert.Single(await house.PassAsync(house.Brokerage.Queue.ReleaseDueAsync(Token)));
        await using var news = house.Brokerage.Tracker.FollowAsync(intent.ClientOrderId, Token).GetAsyncEnumerator(Token);
        List<OrderNews> told = [];
        var first = await house.UntilAsync(news, told, _ => true);

        Assert.Equal((JournalState.Placed, first.Order.Ref.Order), (sent.State, sent.Orders[0].Order!.Value));
        Assert.Single(house.Simulator.Exchange.GetOrders(house.Simulator.Account));
    }

    // Far below the market, so that it stays.
    private OrderIntent Resting(decimal units) =>
        OrderIntent.Place(_account, OrderSpec.Limit(AlpacaHouse.Stock, Side.Buy, units, decimal.Round(_house.Quote.Bid!.Value * 0.5m, 2)));
}
