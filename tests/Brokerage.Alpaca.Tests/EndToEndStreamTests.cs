using Brokerage.Simulator;

namespace Brokerage.Alpaca.Tests;

/// <summary>Streams over real sockets against a simulated Alpaca.</summary>
public sealed class EndToEndStreamTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_order_is_followed_from_its_receipt_to_its_fill()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        await using var events = house.Connection.Streaming!.OrdersAsync(cancellationToken: Token).GetAsyncEnumerator(Token);
        await UntilAsync(events, item => item.Signal == StreamSignal.Live);

        var placed = Assert.IsType<SubmitResult.Placed>(await house.Trading.PlaceAsync(OrderIntent.Place(account, OrderSpec.Market(Sample.BrkB, Side.Buy, 3m)), Token));
        var seen = await UntilAsync(events, item => item.Value?.Order.State.Value == OrderState.Filled);

        var filled = seen[^1].Value!;
        Assert.Equal(placed.Snapshot!.Ref.Order, filled.Order.Ref.Order);
        Assert.Equal((OrderCause.Fill, 3m), (filled.Cause, filled.Order.Filled));
        Assert.Equal(3m, seen.Select(item => item.Value?.Execution?.Quantity ?? 0m).Sum());
        Assert.Equal(filled.Order.AveragePrice, (await house.Trading.GetOrderAsync(placed.Snapshot.Ref, Token)).AveragePrice);
    }

    [Fact]
    public async Task What_happened_while_the_line_was_cut_is_told_before_it_is_live_again()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        await using var events = house.Connection.Streaming!.OrdersAsync(cancellationToken: Token).GetAsyncEnumerator(Token);
        await UntilAsync(events, item => item.Signal == StreamSignal.Live);
        var placed = Assert.IsType<SubmitResult.Placed>(await house.Trading.PlaceAsync(OrderIntent.Place(account, Sample.Limit(units: 1m, price: 300m)), Token));
        await UntilAsync(events, item => item.Value?.Order.State.Value == OrderState.Working);

        house.Alpaca.CutStreams();
        await house.Trading.CancelAsync(placed.Snapshot!.Ref, Token);
        var after = await house.AdvanceAsync(UntilAsync(events, item => item.Signal == StreamSignal.Live));

        Assert.Contains(after, item => item.Value is { } change && change.Order.Ref.Order == placed.Snapshot.Ref.Order && change.Order.State.Value == OrderState.Cancelled);
    }

    [Fact]
    public async Task What_happened_to_an_exit_while_the_line_was_cut_is_told_of_the_exit()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var account = await house.AccountAsync();
        await using var events = house.Connection.Streaming!.OrdersAsync(cancellationToken: Token).GetAsyncEnumerator(Token);
        await UntilAsync(events, item => item.Signal == StreamSignal.Live);
        var exit = OrderSpec.Limit(Sample.BrkB, Side.Sell, 2m, 900m);
        var plan = OrderPlan.Bracket(Sample.Limit(units: 2m, price: 300m), exit, exit with { Price = new PriceTerms.Stop(200m) });
        house.Alpaca.CutStreams();
        var placed = Assert.IsType<SubmitResult.Placed>(await house.Trading.PlaceAsync(OrderIntent.Place(account, plan), Token));
        var held = await house.AdvanceAsync(UntilAsync(events, item => item.Signal == StreamSignal.Live));

        house.Alpaca.CutStreams();
        await house.Trading.CancelAsync(placed.Snapshot!.Ref, Token);
        var ended = await house.AdvanceAsync(UntilAsync(events, item => item.Signal == StreamSignal.Live));

        var exits = placed.Orders.Where(row => row.Role != OrderRole.Entry).Select(row => row.Order!.Value).ToList();
        Assert.Equal(2, exits.Count);
        Assert.All(exits, id => Assert.Contains(held, item => item.Value is { } change && change.Order.Ref.Order == id && change.Order.State.Value == OrderState.Held));
        Assert.All(exits, id => Assert.Contains(ended, item => item.Value is { } change && change.Order.Ref.Order == id && change.Order.State.Value == OrderState.Cancelled));
    }

    [Fact]
    public async Task Prices_move_as_the_exchange_moves_them()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], Token).GetAsyncEnumerator(Token);
        await UntilAsync(prices, item => item.Signal == StreamSignal.Live);

        house.Alpaca.Exchange.SetQuote(Sample.BrkB, 501.25m, 501.75m, 100m, 200m);
        var seen = await house.AdvanceAsync(UntilAsync(prices, item => item is { Signal: StreamSignal.Data, Value: { Bid: 501.25m, Ask: 501.75m } }));

        Assert.Equal((100m, 200m), (seen[^1].Value.BidSize, seen[^1].Value.AskSize));
        Assert.Same(Sample.BrkB, seen[^1].Value.Instrument);
    }

    [Fact]
    public async Task Prices_of_shares_coins_and_options_come_together()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        var expires = (await house.Connection.MarketData!.GetExpirationsAsync(new Instrument.Equity("AAPL"), Token)).Items[0];
        var chain = await house.Connection.MarketData.GetOptionChainAsync(new Instrument.Equity("AAPL"), expires, cancellationToken: Token);
        var contract = chain.Items[0].Quote.Instrument;
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB, Sample.Bitcoin, contract], Token).GetAsyncEnumerator(Token);
        var seen = new HashSet<Instrument>();
        await UntilAsync(prices, item => item.Signal == StreamSignal.Data && seen.Add(item.Value.Instrument) && seen.Count == 3);

        house.Alpaca.Exchange.SetQuote(contract, 7.25m, 7.35m, 11m, 12m);
        var after = await house.AdvanceAsync(UntilAsync(prices, item => item is { Signal: StreamSignal.Data, Value: { Bid: 7.25m, Ask: 7.35m } }));

        Assert.Equal((contract, 11m, 12m), (after[^1].Value.Instrument, after[^1].Value.BidSize, after[^1].Value.AskSize));
    }

    [Fact]
    public async Task A_ghost_of_ninety_seconds_is_waited_for_and_not_hammered()
    {
        await using var house = await SimulatedHouse.OpenAsync(options => options with { GhostSessions = true });
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], Token).GetAsyncEnumerator(Token);
        await using var orders = house.Connection.Streaming!.OrdersAsync(cancellationToken: Token).GetAsyncEnumerator(Token);
        await UntilAsync(prices, item => item.Signal == StreamSignal.Live);
        await UntilAsync(orders, item => item.Signal == StreamSignal.Live);
        var (broken, before, ordersBefore) = (house.Clock.GetUtcNow(), Handshakes(house, "/v2/iex"), Handshakes(house, "/stream"));

        house.Alpaca.CutStreams();
        await house.AdvanceAsync(UntilAsync(prices, item => item.Signal == StreamSignal.Live));
        await house.AdvanceAsync(UntilAsync(orders, item => item.Signal == StreamSignal.Live));

        Assert.True(house.Clock.GetUtcNow() - broken >= TimeSpan.FromSeconds(90), "The ghost was not waited for.");
        Assert.InRange(Handshakes(house, "/v2/iex") - before, 2, 4);
        Assert.InRange(Handshakes(house, "/stream") - ordersBefore, 2, 4);
    }

    [Theory]
    [InlineData(408, BrokerageErrorCode.InvalidRequest)]
    [InlineData(409, BrokerageErrorCode.NotEntitled)]
    [InlineData(411, BrokerageErrorCode.NotEntitled)]
    public async Task A_plan_that_does_not_cover_the_feed_ends_the_stream(int code, BrokerageErrorCode expected)
    {
        await using var house = await SimulatedHouse.OpenAsync();
        house.Alpaca.StreamFaults.NextError = code;
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], Token).GetAsyncEnumerator(Token);

        Assert.Equal(expected, (await Assert.ThrowsAsync<BrokerageException>(() => UntilAsync(prices, _ => false))).Code);
    }

    [Fact]
    public async Task A_failure_at_the_broker_and_a_handshake_too_many_pass()
    {
        await using var house = await SimulatedHouse.OpenAsync();
        house.Alpaca.StreamFaults.NextError = 500;
        house.Alpaca.Faults.Add(new FaultRule { Kind = Simulator.FaultKind.RateLimited, Path = "/v2/iex", Times = 1 });
        var began = house.Clock.GetUtcNow();
        await using var prices = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], Token).GetAsyncEnumerator(Token);

        await house.AdvanceAsync(UntilAsync(prices, item => item.Signal == StreamSignal.Live));

        Assert.Equal(3, Handshakes(house, "/v2/iex"));
        Assert.True(house.Clock.GetUtcNow() - began >= TimeSpan.FromSeconds(90), "Alpaca needs time to forget the connections that are gone.");
    }

    [Fact]
    public async Task More_symbols_than_the_plan_has_are_refused_by_name()
    {
        await using var house = await SimulatedHouse.OpenAsync(options => options with { SymbolLimit = 2 });
        Instrument[] wanted = [Sample.BrkB, new Instrument.Equity("AAPL"), new Instrument.Equity("MSFT")];
        await using var prices = house.Connection.Streaming!.QuotesAsync(wanted, Token).GetAsyncEnumerator(Token);

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => UntilAsync(prices, _ => false));

        Assert.Equal((BrokerageErrorCode.InvalidRequest, "405", "symbol limit exceeded"), (thrown.Code, thrown.Error.BrokerCode, thrown.Error.BrokerText));
    }

    [Fact]
    public async Task Who_asks_for_more_than_the_plan_has_is_refused_and_nobody_else()
    {
        await using var house = await SimulatedHouse.OpenAsync(options => options with { SymbolLimit = 2 });
        await using var first = house.Connection.Streaming!.QuotesAsync([Sample.BrkB], Token).GetAsyncEnumerator(Token);
        await UntilAsync(first, item => item.Signal == StreamSignal.Data);
        await using (var greedy = house.Connection.Streaming!.QuotesAsync([new Instrument.Equity("AAPL"), new Instrument.Equity("MSFT")], Token).GetAsyncEnumerator(Token))
        {
            Assert.Equal("405", (await Assert.ThrowsAsync<BrokerageException>(() => UntilAsync(greedy, _ => false))).Error.BrokerCode);
        }

        await using var modest = house.Connection.Streaming!.QuotesAsync([new Instrument.Equity("MSFT")], Token).GetAsyncEnumerator(Token);
        await UntilAsync(modest, item => item.Signal == StreamSignal.Data);
        house.Alpaca.Exchange.SetQuote(Sample.BrkB, 511.25m, 511.75m, 100m, 200m);
        await house.AdvanceAsync(UntilAsync(first, item => item is { Signal: StreamSignal.Data, Value.Bid: 511.25m }));

        Assert.Equal(1, Handshakes(house, "/v2/iex"));
    }

    private static int Handshakes(SimulatedHouse house, string path) =>
        house.Alpaca.Requests.ToList().Count(request => string.Equals(request.Path, path, StringComparison.Ordinal));

    private static async Task<List<StreamItem<T>>> UntilAsync<T>(IAsyncEnumerator<StreamItem<T>> items, Func<StreamItem<T>, bool> last)
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
