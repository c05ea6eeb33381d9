using System.Globalization;
using Brokerage.Exchange;

namespace Brokerage.Mock.Tests;

public sealed class MockTradingTests
{
    [Fact]
    public async Task A_limit_above_the_ask_is_filled_at_once_at_no_more_than_it_says()
    {
        await using var demo = new Demo();
        var intent = demo.Limit(1_000m, 3m);

        var placed = await demo.PlaceAsync(intent);
        var order = await demo.Trading.GetOrderAsync(demo.RefOf(placed), Demo.Token);

        Assert.False(placed.VerdictPending);
        Assert.Equal((OrderState.Filled, 3m, intent.ClientOrderId), (order.State.Value, order.Filled, order.ClientOrderId));
        Assert.InRange(order.AveragePrice!.Value, 1m, 1_000m);
        Assert.Equal(3m, order.Executions.Sum(execution => execution.Quantity));
        Assert.Equal(13m, demo.Exchange.FindPosition(demo.Account.Account, Demo.Berkshire)!.Quantity);
    }

    [Fact]
    public async Task A_limit_below_the_bid_rests_until_it_is_cancelled()
    {
        await using var demo = new Demo();
        var placed = await demo.PlaceAsync(demo.Limit(1m));
        var order = demo.RefOf(placed);

        var open = Assert.Single((await demo.Trading.GetOpenOrdersAsync(demo.Account.Account, Demo.Token)).Items);
        Assert.Equal((order, OrderState.Working), (open.Ref, open.State.Value));
        Assert.IsType<CancelResult.Requested>(await demo.Trading.CancelAsync(order, Demo.Token));
        Assert.Empty((await demo.Trading.GetOpenOrdersAsync(demo.Account.Account, Demo.Token)).Items);
        var final = Assert.IsType<CancelResult.AlreadyFinal>(await demo.Trading.CancelAsync(order, Demo.Token));
        Assert.Equal(OrderState.Cancelled, final.Order.State.Value);
    }

    [Theory]
    [InlineData("10000", 100_000, BrokerageErrorCode.InsufficientFunds)]
    [InlineData("1.123", 1, BrokerageErrorCode.InvalidOrder)]
    public async Task What_cannot_be_is_refused_with_a_code(string price, int units, BrokerageErrorCode code)
    {
        await using var demo = new Demo();

        BrokerageError error;
        try
        {
            error = Assert.IsType<SubmitResult.Rejected>(await demo.Trading.PlaceAsync(demo.Limit(decimal.Parse(price, CultureInfo.InvariantCulture), units), Demo.Token)).Error;
        }
        catch (BrokerageException refusedByRules)
        {
            error = refusedByRules.Error;
        }

        Assert.Equal((code, Effect.None), (error.Code, error.Effect));
        Assert.Empty(demo.Exchange.GetOrders(demo.Account.Account));
    }

    [Fact]
    public async Task An_amount_of_money_stays_one_after_it_has_bought()
    {
        await using var demo = new Demo();
        var cash = new OrderQuantity.Cash(Money.Usd(500m));

        var placed = await demo.PlaceAsync(OrderIntent.Place(demo.Account, OrderSpec.Market(Demo.Berkshire, Side.Buy, 1m) with { Quantity = cash }));
        var order = await demo.Trading.GetOrderAsync(demo.RefOf(placed), Demo.Token);

        Assert.Equal((OrderState.Filled, cash), (order.State.Value, order.Quantity));
        Assert.InRange(order.Filled, 0.1m, 10m);
    }

    [Fact]
    public async Task The_rules_refuse_before_anything_is_sent()
    {
        await using var demo = new Demo();
        var unlisted = demo.Limit(1m, instrument: Demo.Bitcoin, side: Side.Sell) with
        {
            Plan = new OrderPlan.Single(OrderSpec.Limit(Demo.Bitcoin, Side.Sell, 1m, 1m) with
            {
                Legs = [new OrderLeg(Demo.Bitcoin, Side.Sell, PositionEffect.Open)],
            }),
        };

        var refused = await Assert.ThrowsAsync<BrokerageException>(() => demo.Trading.PrepareAsync(unlisted, cancellationToken: Demo.Token));

        Assert.Equal(BrokerageErrorCode.FeatureNotSupported, refused.Code);
    }

    [Fact]
    public async Task A_lost_answer_is_an_unknown_outcome_and_a_look_finds_the_one_order()
    {
        await using var demo = new Demo();
        var prepared = await demo.Trading.PrepareAsync(demo.Limit(10_000m), cancellationToken: Demo.Token);
        demo.Faults.LoseNextAnswers();

        var unknown = Assert.IsType<SubmitResult.OutcomeUnknown>(await demo.Trading.SubmitAsync(prepared, Demo.Token));
        var found = Assert.IsType<Sighting.Found>(await demo.Trading.FindAsync(prepared, Demo.Token));

        Assert.Equal((Effect.Unknown, RecoveryAction.LookUpOrder), (unknown.Cause.Effect, unknown.Cause.Recovery));
        Assert.Equal(OrderState.Filled, Assert.Single(found.Orders).State.Value);
    }

    [Fact]
    public async Task A_lost_request_is_an_unknown_outcome_and_a_look_proves_that_nothing_arrived()
    {
        await using var demo = new Demo();
        var prepared = await demo.Trading.PrepareAsync(demo.Limit(10_000m), cancellationToken: Demo.Token);
        demo.Faults.LoseNextRequests();

        Assert.IsType<SubmitResult.OutcomeUnknown>(await demo.Trading.SubmitAsync(prepared, Demo.Token));

        Assert.True(Assert.IsType<Sighting.NotSeen>(await demo.Trading.FindAsync(prepared, Demo.Token)).ProvesAbsence);
        Assert.Empty(demo.Exchange.GetOrders(demo.Account.Account));
    }

    [Fact]
    public async Task An_attempt_is_submitted_once_even_over_another_connection()
    {
        await using var demo = new Demo();
        var prepared = await demo.Trading.PrepareAsync(demo.Limit(1m), cancellationToken: Demo.Token);
        Assert.IsType<SubmitResult.Placed>(await demo.Trading.SubmitAsync(prepared, Demo.Token));
        await using var reopened = demo.Adapter.Create("demo");

        await Assert.ThrowsAsync<ArgumentException>(() => demo.Trading.SubmitAsync(prepared, Demo.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => reopened.Trading!.SubmitAsync(prepared, Demo.Token));
        Assert.Single(demo.Exchange.GetOrders(demo.Account.Account));
    }

    [Fact]
    public async Task Another_process_that_sends_the_same_order_adopts_it_and_another_wish_under_its_id_conflicts()
    {
        await using var demo = new Demo();
        var intent = demo.Limit(1m);
        await demo.PlaceAsync(intent);
        using var restarted = new MockAdapter(new MockOptions { Exchange = demo.Exchange, Accounts = [] });
        await using var broker = restarted.Create("demo");

        var adopted = Assert.IsType<SubmitResult.Placed>(await broker.Trading!.PlaceAsync(intent, Demo.Token));
        using var third = new MockAdapter(new MockOptions { Exchange = demo.Exchange, Accounts = [] });
        await using var confused = third.Create("demo");
        var conflict = await confused.Trading!.PlaceAsync(demo.Limit(2m) with { ClientOrderId = intent.ClientOrderId }, Demo.Token);

        Assert.Single(adopted.Notices);
        Assert.Equal(BrokerageErrorCode.IdempotencyConflict, Assert.IsType<SubmitResult.Rejected>(conflict).Error.Code);
        Assert.Single(demo.Exchange.GetOrders(demo.Account.Account));
    }

    [Fact]
    public async Task A_replacement_is_a_new_order_and_a_look_tells_the_chain()
    {
        await using var demo = new Demo();
        var first = await demo.Trading.PrepareAsync(demo.Limit(1m), cancellationToken: Demo.Token);
        var placed = Assert.IsType<SubmitResult.Placed>(await demo.Trading.SubmitAsync(first, Demo.Token));

        var replaced = await demo.PlaceAsync(OrderIntent.Modify(demo.RefOf(placed), new OrderChange(TotalQuantity: 4m, Price: new PriceTerms.Limit(2m))));
        var chain = Assert.IsType<Sighting.Found>(await demo.Trading.FindAsync(first, Demo.Token)).Orders;

        Assert.Equal([OrderState.Replaced, OrderState.Working], chain.Select(order => order.State.Value));
        Assert.Equal((chain[1].Ref.Order, chain[0].Ref.Order), (chain[0].ReplacedBy, chain[1].Replaces));
        Assert.Equal((new PriceTerms.Limit(2m), new OrderQuantity.Units(4m)), (chain[1].Price, chain[1].Quantity));
        Assert.Equal(chain[1].Ref, demo.RefOf(replaced));
    }

    [Fact]
    public async Task Replacing_what_is_not_there_fails_while_preparing()
    {
        await using var demo = new Demo();
        var nothing = OrderIntent.Modify(new OrderRef(demo.Account, OrderId.Parse("1")), new OrderChange(TotalQuantity: 4m));

        Assert.Equal(
            BrokerageErrorCode.OrderNotFound,
            (await Assert.ThrowsAsync<BrokerageException>(() => demo.Trading.PrepareAsync(nothing, cancellationToken: Demo.Token))).Code);
    }

    [Fact]
    public async Task A_bracket_reads_back_as_a_tree_and_its_exits_stand_alone_when_the_entry_is_filled()
    {
        await using var demo = new Demo();
        var ask = demo.Exchange.GetQuote(Demo.Berkshire).Ask!.Value;
        var plan = OrderPlan.Bracket(
            OrderSpec.Limit(Demo.Berkshire, Side.Buy, 2m, 1m),
            OrderSpec.Limit(Demo.Berkshire, Side.Sell, 2m, decimal.Round(ask * 2m, 2)),
            OrderSpec.One(Demo.Berkshire, Side.Sell, 2m, new PriceTerms.Stop(0.5m)));
        var placed = await demo.PlaceAsync(OrderIntent.Place(demo.Account, plan));

        var waiting = Assert.Single((await demo.Trading.GetOpenOrdersAsync(demo.Account.Account, Demo.Token)).Items);
        demo.Exchange.SetQuote(Demo.Berkshire, 0.90m, 0.95m, 500m, 500m);
        var left = (await demo.Trading.GetOpenOrdersAsync(demo.Account.Account, Demo.Token)).Items;

        Assert.Equal(demo.RefOf(placed), waiting.Ref);
        Assert.NotEmpty(Groups(waiting));
        Assert.All(Groups(waiting), group => Assert.Equal((null, null, 0), (group.Price, group.TimeInForce, group.Legs.Count)));
        Assert.Equal(2, Leaves(waiting).Count(order => order.State.Value == OrderState.Held));
        Assert.Equal(OrderState.Filled, (await demo.Trading.GetOrderAsync(waiting.Ref, Demo.Token)).State.Value);
        Assert.Equal(
            [OrderRole.TakeProfit, OrderRole.StopLoss],
            left.SelectMany(Leaves).Select(order => order.Role).Order().ToList());

        static IEnumerable<Order> Groups(Order order) => order.Children.SelectMany(Groups).Concat(order.Legs.Count == 0 ? [order] : []);

        static IEnumerable<Order> Leaves(Order order) => order.Children.Count == 0 ? [order] : order.Children.SelectMany(Leaves);
    }

    [Fact]
    public async Task A_broker_that_is_down_rejects_since_nothing_left()
    {
        await using var demo = new Demo();
        var prepared = await demo.Trading.PrepareAsync(demo.Limit(10_000m), cancellationToken: Demo.Token);
        demo.Faults.IsDown = true;

        var rejected = Assert.IsType<SubmitResult.Rejected>(await demo.Trading.SubmitAsync(prepared, Demo.Token));
        var refused = Assert.IsType<CancelResult.Refused>(
            await demo.Trading.CancelAsync(new OrderRef(demo.Account, OrderId.Parse("1")), Demo.Token));

        Assert.Equal((BrokerageErrorCode.ConnectionFailed, Effect.None), (rejected.Error.Code, rejected.Error.Effect));
        Assert.Equal(BrokerageErrorCode.ConnectionFailed, refused.Error.Code);
        Assert.Empty(demo.Exchange.GetOrders(demo.Account.Account));
    }

    [Fact]
    public async Task Cancellation_on_the_way_out_proves_that_nothing_was_sent_and_the_attempt_can_be_made_again()
    {
        await using var demo = new Demo(options => options.Latency = TimeSpan.FromSeconds(1));
        var preparing = demo.Trading.PrepareAsync(demo.Limit(10_000m), cancellationToken: Demo.Token);
        demo.Clock.Advance(TimeSpan.FromSeconds(1));
        var prepared = await preparing;
        using var cancel = new CancellationTokenSource();

        var submitting = demo.Trading.SubmitAsync(prepared, cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => submitting);
        Assert.Empty(demo.Exchange.GetOrders(demo.Account.Account));

        var again = demo.Trading.SubmitAsync(prepared, Demo.Token);
        demo.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.IsType<SubmitResult.Placed>(await again);
    }

    [Fact]
    public async Task What_was_not_prepared_here_is_misuse()
    {
        await using var demo = new Demo();
        var prepared = await demo.Trading.PrepareAsync(demo.Limit(1m), cancellationToken: Demo.Token);
        var foreign = demo.Account with { Connection = ConnectionId.Parse("other") };

        await Assert.ThrowsAsync<ArgumentException>(() => demo.Trading.SubmitAsync(prepared with { Evidence = "alpaca/1" }, Demo.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => demo.Trading.PrepareAsync(
            demo.Limit(1m) with { Account = foreign }, cancellationToken: Demo.Token));
    }

    [Fact]
    public async Task An_order_of_another_connection_is_misuse_even_while_the_broker_is_down()
    {
        await using var demo = new Demo();
        var foreign = new OrderRef(demo.Account with { Connection = ConnectionId.Parse("other") }, OrderId.Parse("1"));
        demo.Faults.IsDown = true;

        await Assert.ThrowsAsync<ArgumentException>(() => demo.Trading.CancelAsync(foreign, Demo.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => demo.Trading.GetOrderAsync(foreign, Demo.Token));
        await Assert.ThrowsAsync<ArgumentException>(() => demo.Trading.ReplaceAsync(foreign, new OrderChange(TotalQuantity: 3m), Demo.Token));
    }

    [Fact]
    public async Task A_preview_says_what_it_would_cost_and_what_the_exchange_would_say()
    {
        await using var demo = new Demo();

        var fine = (await demo.Trading.PrepareAsync(demo.Limit(100m, 3m), withPreview: true, Demo.Token)).Preview!;
        var greedy = (await demo.Trading.PrepareAsync(demo.Limit(10_000m, 1_000m), withPreview: true, Demo.Token)).Preview!;

        Assert.Equal(Money.Usd(300m), fine.EstimatedTotal);
        Assert.Empty(fine.Notices);
        Assert.Equal("InsufficientFunds", Assert.Single(greedy.Notices).Code);
        Assert.Empty(demo.Exchange.GetOrders(demo.Account.Account));
    }

    [Fact]
    public async Task History_holds_whole_plans_newest_first()
    {
        await using var demo = new Demo();
        var first = await demo.PlaceAsync(demo.Limit(1m));
        var second = await demo.PlaceAsync(demo.Limit(10_000m));

        var page = await demo.Trading.GetOrderHistoryAsync(
            new HistoryQuery(demo.Account.Account, demo.Clock.GetUtcNow(), demo.Clock.GetUtcNow().AddSeconds(1)), Demo.Token);

        Assert.Equal([demo.RefOf(second), demo.RefOf(first)], page.Items.Select(order => order.Ref));
    }

    [Fact]
    public async Task The_real_calendar_keeps_orders_waiting_for_the_open()
    {
        await using var demo = new Demo(options => options.Market = MarketMode.Calendar);
        demo.Clock.Advance(TimeSpan.FromHours(10)); // past midnight in New York

        var placed = await demo.PlaceAsync(demo.Limit(10_000m));

        Assert.Equal(OrderState.Received, placed.Snapshot!.State.Value);
        demo.Clock.Advance(TimeSpan.FromHours(14.5));
        Assert.Equal(OrderState.Filled, (await demo.Trading.GetOrderAsync(demo.RefOf(placed), Demo.Token)).State.Value);
    }
}
