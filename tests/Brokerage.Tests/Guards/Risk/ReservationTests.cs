using Brokerage.Tests.Fakes;
using static Brokerage.BrokerageErrorCode;

namespace Brokerage.Tests.Guards.Risk;

/// <summary>How long an order takes room, and when it gives it back.</summary>
public sealed class ReservationTests
{
    private readonly RiskScene _scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_working_order_keeps_its_room_and_a_cancelled_one_gives_it_back()
    {
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 300m)));
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 1m)));
        _scene.Broker.Open.Single().State = OrderState.Cancelled;
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 300m)));
    }

    [Fact]
    public async Task What_is_filled_counts_once()
    {
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 200m)));
        var order = _scene.Broker.Open.Single();
        _scene.Broker.Fill(order, 150m);
        order.State = OrderState.Cancelled;
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 151m)));
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 150m)));
    }

    [Fact]
    public async Task A_fill_that_a_stream_tells_counts_until_a_reading_shows_it()
    {
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 300m)));
        var order = _scene.Broker.Open.Single();
        _scene.Broker.Fill(order, 300m);
        _scene.Trading.See(_scene.Broker.Show(order));
        Assert.Equal(1, _scene.Account.Live);
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 1m)));
        Assert.Equal(0, _scene.Account.Live);
    }

    [Fact]
    public async Task A_list_that_is_older_than_what_a_stream_told_takes_no_fill_back()
    {
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 300m)));
        var order = _scene.Broker.Open.Single();
        var early = _scene.Broker.Show(order);
        _scene.Broker.Fill(order, 300m);
        _scene.Trading.See(_scene.Broker.Show(order));
        // It arrives between the reading's beginning and its end.
        _scene.Broker.Step = () =>
        {
            if (_scene.Broker.IsTellingPositions) _scene.Trading.See(early);
            return Task.CompletedTask;
        };
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 1m)));
    }

    [Fact]
    public async Task What_the_entry_of_a_bracket_had_filled_before_it_was_changed_is_taken_off_once()
    {
        var exit = OrderSpec.Limit(RiskScene.Of("ABC"), Side.Sell, 200m, 120m);
        var bracket = OrderPlan.Bracket(OrderSpec.Limit(RiskScene.Of("ABC"), Side.Buy, 200m, 100m), exit, exit with { Price = new PriceTerms.Stop(90m) });
        Assert.Null(await _scene.CodeAsync(_scene.Place(bracket)));
        var entry = _scene.Broker.Open.Single();
        _scene.Broker.Fill(entry, 100m);
        _scene.Trading.See(_scene.Broker.Show(entry));
        // The order that takes its place counts the hundred as its own.
        Assert.Null(await _scene.CodeAsync(OrderIntent.Modify(new OrderRef(_scene.Broker.Account, entry.Id), new OrderChange(TotalQuantity: 250m))));
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 51m)));
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 50m)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_unknown_order_keeps_its_room(bool arrives)
    {
        _scene.LoseAnswers(arrives);
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 300m)));
        _scene.Broker.OnSubmit = _ => null;
        _scene.Clock.Advance(TimeSpan.FromHours(30));
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 1m)));
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 1m)));
    }

    [Fact]
    public async Task An_unknown_order_that_never_arrived_gives_its_room_back_when_the_journal_says_so()
    {
        _scene.LoseAnswers(arrives: false);
        var lost = _scene.Buy("ABC", 300m);
        Assert.Null(await _scene.CodeAsync(lost));
        await WriteAsync(lost, 1, JournalState.Sending);
        await WriteAsync(lost, 2, JournalState.Unknown);
        _scene.Broker.OnSubmit = _ => null;
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 1m)));
        await WriteAsync(lost, 3, JournalState.NotArrived);
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 300m)));
    }

    [Fact]
    public async Task An_unknown_order_of_an_earlier_run_takes_room()
    {
        await WriteAsync(_scene.Buy("ABC", 300m), 1, JournalState.Sending);
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 1m)));
        Assert.Equal(1, _scene.Account.Live);
    }

    [Fact]
    public async Task An_unknown_order_that_shows_up_frees_what_it_does_not_need()
    {
        _scene.LoseAnswers(arrives: true);
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 300m)));
        _scene.Broker.OnSubmit = _ => null;
        var order = _scene.Broker.Open.Single();
        await _scene.Trading.GetOpenOrdersAsync(_scene.Broker.Account.Account, Token);
        order.State = OrderState.Cancelled;
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 300m)));
    }

    [Theory]
    [InlineData(typeof(OperationCanceledException), true, null)]
    [InlineData(typeof(OperationCanceledException), false, PositionSizeExceeded)]
    [InlineData(typeof(ArgumentException), false, null)]
    [InlineData(typeof(InvalidOperationException), false, PositionSizeExceeded)]
    public async Task An_exception_frees_the_room_only_where_it_proves_that_nothing_left(Type exception, bool wasAsked, BrokerageErrorCode? code)
    {
        using var caller = new CancellationTokenSource();
        _scene.Broker.OnSubmit = _ =>
        {
            if (wasAsked) caller.Cancel();
            throw (Exception)Activator.CreateInstance(exception)!;
        };
        await Assert.ThrowsAsync(exception, () => _scene.Trading.SubmitAsync(TinyBroker.Prepared(_scene.Buy("ABC", 300m)), caller.Token));
        _scene.Broker.OnSubmit = _ => null;
        Assert.Equal(code, await _scene.CodeAsync(_scene.Buy("ABC", 1m)));
    }

    [Fact]
    public async Task A_question_of_the_brokers_takes_no_room_and_its_answer_is_judged_again()
    {
        _scene.Broker.OnSubmit = order => new SubmitResult.NeedsConfirmation(order with { Attempt = 2 }, [new Question("q", "tiny", "Sure?", ["yes"])], null);
        var question = Assert.IsType<SubmitResult.NeedsConfirmation>(await _scene.SubmitAsync(_scene.Buy("ABC", 300m)));
        Assert.Equal(0, _scene.Account.Live);
        _scene.Broker.OnSubmit = _ => null;
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 10m)));
        var answer = Assert.IsType<SubmitResult.Rejected>(await _scene.Trading.SubmitAsync(question.Next, Token));
        Assert.Equal(PositionSizeExceeded, answer.Error.Code);
    }

    [Fact]
    public async Task Whoever_submits_a_wish_that_is_being_refused_is_judged_anew()
    {
        var wish = _scene.Buy("ABC", 150m);
        Task<SubmitResult>? again = null;
        _scene.Broker.OnSubmit = _ =>
        {
            if (_scene.Broker.Sent.Count > 1) return null;
            again = _scene.SubmitAsync(wish);
            _scene.Account.SetMode(TradingMode.Stopped);
            return new SubmitResult.Rejected(Make.Error(InsufficientFunds));
        };

        Assert.IsType<SubmitResult.Rejected>(await _scene.SubmitAsync(wish));
        Assert.Equal(RiskLimitExceeded, Assert.IsType<SubmitResult.Rejected>(await again!).Error.Code);
        Assert.Single(_scene.Broker.Sent);
    }

    [Fact]
    public async Task The_same_wish_again_takes_no_more_room_and_frees_none()
    {
        var wish = _scene.Buy("ABC", 150m);
        Assert.Null(await _scene.CodeAsync(wish));
        _scene.Broker.OnSubmit = _ => new SubmitResult.Rejected(Make.Error(IdempotencyConflict));
        Assert.IsType<SubmitResult.Rejected>(await _scene.SubmitAsync(wish));
        _scene.Broker.OnSubmit = _ => null;
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 151m)));
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 150m)));
    }

    [Fact]
    public async Task A_wish_that_was_placed_is_never_called_rejected()
    {
        var placed = _scene.Buy("ABC", 1m);
        await WriteAsync(placed, 1, JournalState.Sending);
        await WriteAsync(placed, 2, JournalState.Placed);
        _scene.Books.Mode = TradingMode.Stopped;
        Assert.IsType<SubmitResult.Placed>(await _scene.SubmitAsync(placed));
        Assert.Empty(_scene.Broker.Sent);
    }

    [Fact]
    public async Task While_a_replacement_is_not_settled_the_larger_of_both_counts()
    {
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 100m)));
        var order = _scene.Broker.Open.Single();
        _scene.LoseAnswers(arrives: false);
        Assert.Null(await _scene.CodeAsync(Change(order, 250m)));
        _scene.Broker.OnSubmit = _ => null;
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 51m)));
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 50m)));
    }

    [Fact]
    public async Task A_replacement_that_makes_smaller_gives_room_back_when_it_shows()
    {
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 300m)));
        Assert.Null(await _scene.CodeAsync(Change(_scene.Broker.Open.Single(), 100m)));
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 201m)));
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 200m)));
    }

    [Fact]
    public async Task A_dear_order_that_was_made_smaller_is_as_dear_as_it_was()
    {
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 100m, 110m)));
        // Nobody has to ask what it is worth to make it smaller.
        Assert.Null(await _scene.CodeAsync(Change(_scene.Broker.Open.Single(), 90m)));
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 183m)));
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 182m)));
    }

    [Fact]
    public async Task A_bracket_that_buys_back_what_is_short_counts_at_its_price()
    {
        _scene.Broker.Positions[RiskScene.Of("ABC")] = -100m;
        var exit = OrderSpec.Limit(RiskScene.Of("ABC"), Side.Sell, 100m, 120m);
        var bracket = OrderPlan.Bracket(OrderSpec.Limit(RiskScene.Of("ABC"), Side.Buy, 100m, 110m), exit, exit with { Price = new PriceTerms.Stop(90m) });
        Assert.Null(await _scene.CodeAsync(_scene.Place(bracket)));
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 273m)));
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 272m)));
    }

    [Fact]
    public async Task An_unknown_order_of_an_earlier_run_counts_at_its_price()
    {
        await WriteAsync(_scene.Buy("ABC", 200m, 110m), 1, JournalState.Sending);
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 73m)));
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 72m)));
    }

    [Fact]
    public async Task A_replacement_of_a_partly_filled_order_counts_what_is_filled_once()
    {
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 200m)));
        _scene.Broker.Fill(_scene.Broker.Open.Single(), 120m);
        Assert.Null(await _scene.CodeAsync(Change(_scene.Broker.Open.Single(), 250m)));
        var next = _scene.Broker.Open.Single();
        _scene.Broker.Fill(next, 130m);
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 51m)));
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 50m)));
    }

    [Theory]
    [InlineData(300, null)]
    [InlineData(301, PositionSizeExceeded)]
    public async Task A_replacement_of_an_order_from_elsewhere_is_judged(int units, BrokerageErrorCode? code)
    {
        var order = _scene.Broker.Register(null, RiskScene.Of("ABC"), 100m, 100m);
        Assert.Equal(code, await _scene.CodeAsync(Change(order, units)));
    }

    [Fact]
    public async Task A_higher_price_is_judged_too()
    {
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 300m)));
        var dearer = OrderIntent.Modify(new OrderRef(_scene.Broker.Account, _scene.Broker.Open.Single().Id), new OrderChange(Price: new PriceTerms.Limit(101m)));
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(dearer));
    }

    [Fact]
    public async Task An_order_that_the_broker_may_still_reject_takes_buying_power_until_it_is_seen()
    {
        var scene = new RiskScene(limits => limits.MaxPositionShare = null);
        scene.Broker.BuyingPower = 50_000m;
        scene.Broker.OnSubmit = order => ((SubmitResult.Placed)scene.Broker.Take(order)) with { VerdictPending = true };
        Assert.Null(await scene.CodeAsync(scene.Buy("ABC", 300m)));
        Assert.Equal(InsufficientFunds, await scene.CodeAsync(scene.Buy("XYZ", 201m)));
        Assert.Null(await scene.CodeAsync(scene.Buy("XYZ", 200m)));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public async Task An_unknown_change_of_an_earlier_run_takes_room(bool arrived, bool showsClientIds)
    {
        _scene.Broker.ShowsClientIds = showsClientIds;
        var change = Change(_scene.Broker.Register(null, RiskScene.Of("ABC"), 100m, 100m), 250m);
        await WriteAsync(change, 1, JournalState.Sending);
        if (arrived) _scene.Broker.Take(TinyBroker.Prepared(change));
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 51m)));
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 50m)));
    }

    [Fact]
    public async Task An_unknown_change_of_an_earlier_run_gives_its_room_back_when_it_never_arrived()
    {
        var change = Change(_scene.Broker.Register(null, RiskScene.Of("ABC"), 100m, 100m), 250m);
        await WriteAsync(change, 1, JournalState.Sending);
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 51m)));
        await WriteAsync(change, 2, JournalState.NotArrived);
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 201m)));
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 200m)));
    }

    [Fact]
    public async Task An_unknown_change_of_an_earlier_run_counts_as_what_it_came_to_once_that_shows()
    {
        var target = _scene.Broker.Register(null, RiskScene.Of("ABC"), 250m, 100m);
        _scene.Broker.Fill(target, 50m);
        var change = Change(target, 100m);
        await WriteAsync(change, 1, JournalState.Sending);
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 51m)));
        _scene.Broker.Take(TinyBroker.Prepared(change));
        var next = _scene.Broker.Open.Single();
        await WriteAsync(change, 2, JournalState.Placed, new OrderAck(OrderRole.Single, next.Id));
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 201m)));
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 200m)));
        _scene.Broker.Fill(next, 50m);
        Assert.Equal(PositionSizeExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 1m)));
    }

    [Fact]
    public async Task Nothing_is_opened_while_the_order_that_an_earlier_run_has_changed_cannot_be_read()
    {
        var target = _scene.Broker.Register(null, RiskScene.Of("ABC"), 100m, 100m);
        await WriteAsync(Change(target, 250m), 1, JournalState.Sending);
        _scene.Broker.Hidden = target.Id;
        Assert.Equal(RiskLimitExceeded, await _scene.CodeAsync(_scene.Buy("ABC", 1m)));
        _scene.Broker.Hidden = null;
        Assert.Null(await _scene.CodeAsync(_scene.Buy("ABC", 50m)));
    }

    private OrderIntent Change(TinyOrder order, decimal total) =>
        OrderIntent.Modify(new OrderRef(_scene.Broker.Account, order.Id), new OrderChange(TotalQuantity: total));

    private async Task WriteAsync(OrderIntent intent, int version, JournalState state, params OrderAck[] orders) => Assert.True(await _scene.Journal.TryWriteAsync(
        new JournalEntry
        {
            Key = JournalEntry.KeyOf(intent.ClientOrderId),
            Version = version,
            State = state,
            Order = TinyBroker.Prepared(intent),
            Orders = orders,
            RecordedAt = Make.Noon,
            ChangedAt = Make.Noon,
        },
        Token));
}
