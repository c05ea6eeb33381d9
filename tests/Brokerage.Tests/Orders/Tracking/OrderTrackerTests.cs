using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Orders.Tracking;

public sealed class OrderTrackerTests : IAsyncDisposable
{
    private readonly TrackerScene _scene = new();

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task Over_the_stream_each_change_is_told_once_and_nobody_asks()
    {
        _scene.Put(_scene.Working("7"));
        await using var news = _scene.Follow("7");
        var first = await TrackerScene.NextAsync(news);
        await LiveAsync();
        var asked = _scene.Reads;

        _scene.Tell(_scene.Working("7", filled: 4m), OrderCause.Fill);
        _scene.Tell(_scene.Working("7", filled: 4m), OrderCause.Fill);
        _scene.Tell(_scene.Working("7", filled: 4m) with { State = new(OrderState.Cancelled) }, OrderCause.Cancelled);
        var fill = await TrackerScene.NextAsync(news);
        var end = await TrackerScene.NextAsync(news);

        Assert.Equal((OrderCause.Seen, null), (first.Cause, first.Before));
        Assert.Equal((OrderCause.Fill, 4m, 400m, false), (fill.Cause, fill.FilledNow, fill.Execution!.Price, fill.IsPolled));
        Assert.True(fill.Execution.IsDerived);
        Assert.Equal((OrderCause.Cancelled, OrderState.PartiallyFilled, 3L), (end.Cause, end.Before, end.Sequence));
        Assert.Equal(asked, _scene.Reads);
    }

    [Fact]
    public async Task Without_a_stream_it_is_asked_for()
    {
        await using var scene = new TrackerScene(streams: false);
        scene.Put(scene.Working("7"));
        await using var news = scene.Follow("7");
        await TrackerScene.NextAsync(news);

        scene.Put(scene.Working("7", filled: 10m) with { State = new(OrderState.Filled) });
        var fill = await scene.NextInTimeAsync(news);

        Assert.Equal((OrderCause.Fill, OrderState.Filled, 10m, true), (fill.Cause, fill.Order.State.Value, fill.FilledNow, fill.IsPolled));
        Assert.False(await scene.PassAsync(news.MoveNextAsync().AsTask()));
    }

    [Fact]
    public async Task While_the_stream_is_down_it_is_asked_for_and_then_the_stream_is_believed_again()
    {
        _scene.Put(_scene.Working("7"));
        await using var news = _scene.Follow("7");
        await TrackerScene.NextAsync(news);
        await LiveAsync();

        _scene.Stream.Say(StreamItem.Gap<OrderEvent>(Make.Noon, Make.Noon));
        _scene.Put(_scene.Working("7", filled: 2m));
        var polled = await _scene.NextInTimeAsync(news);
        _scene.Stream.Say(StreamSignal.Live);
        await LiveAsync();
        var asked = _scene.Reads;
        _scene.Clock.Advance(TimeSpan.FromSeconds(30));
        _scene.Tell(_scene.Working("7", filled: 3m), OrderCause.Fill);
        var streamed = await TrackerScene.NextAsync(news);

        Assert.Equal((2m, true), (polled.FilledNow, polled.IsPolled));
        Assert.Equal((1m, false), (streamed.FilledNow, streamed.IsPolled));
        Assert.Equal(asked, _scene.Reads);
    }

    [Fact]
    public async Task A_stream_that_ends_is_opened_again_and_one_that_fell_silent_is_checked()
    {
        _scene.Put(_scene.Working("7"));
        await using var news = _scene.Follow("7");
        await TrackerScene.NextAsync(news);
        await LiveAsync();

        _scene.Stream.End(new BrokerageException(Make.Error(BrokerageErrorCode.NotEntitled)));
        _scene.Put(_scene.Working("7", filled: 1m));
        await _scene.NextInTimeAsync(news);
        await Waiting.UntilAsync(() => _scene.Stream.Opened >= 2 && _scene.Stream.Open >= 1, () => _scene.Clock.AdvanceToNextTimer());

        await LiveAsync();
        _scene.Put(_scene.Working("7", filled: 2m));
        Assert.Equal(1m, (await _scene.NextInTimeAsync(news)).FilledNow);
    }

    [Fact]
    public async Task However_often_a_stream_is_tried_it_is_asked_since_when_it_was_last_live()
    {
        _scene.Put(_scene.Working("7"));
        await using var news = _scene.Follow("7");
        await TrackerScene.NextAsync(news);
        await LiveAsync();
        _scene.Stream.OnOpen = () => [StreamItem.Of<OrderEvent>(StreamSignal.Connecting)];

        for (var tries = 2; tries <= 5; tries++)
        {
            await Waiting.UntilAsync(() => _scene.Stream.Open >= 1);
            _scene.Stream.End(new BrokerageException(Make.Error(BrokerageErrorCode.BrokerUnavailable)));
            await Waiting.UntilAsync(() => _scene.Stream.Opened >= tries, () => _scene.Clock.AdvanceToNextTimer());
        }

        Assert.Null(_scene.Stream.Since[0]);
        Assert.NotNull(Assert.Single(_scene.Stream.Since.Skip(1).Distinct()));
    }

    [Fact]
    public async Task A_stream_that_says_since_when_it_misses_something_is_asked_since_then()
    {
        _scene.Put(_scene.Working("7"));
        await using var news = _scene.Follow("7");
        await TrackerScene.NextAsync(news);
        await LiveAsync();
        var missed = _scene.Clock.GetUtcNow() - TimeSpan.FromHours(8);

        _scene.Stream.Say(StreamItem.Gap<OrderEvent>(missed, _scene.Clock.GetUtcNow()));
        _scene.Stream.End(new BrokerageException(Make.Error(BrokerageErrorCode.BrokerUnavailable)));
        await Waiting.UntilAsync(() => _scene.Stream.Opened >= 2, () => _scene.Clock.AdvanceToNextTimer());

        Assert.True(_scene.Stream.Since[1] <= missed, $"{_scene.Stream.Since[1]} > {missed}");
    }

    [Fact]
    public async Task A_fill_after_the_cancel_is_applied_and_any_other_change_of_the_end_is_reported()
    {
        _scene.Put(_scene.Working("7"));
        await using var news = _scene.Follow("7");
        await TrackerScene.NextAsync(news);
        await LiveAsync();

        var cancelled = _scene.Tell(_scene.Working("7") with { State = new(OrderState.Cancelled) }, OrderCause.Cancelled);
        _scene.Tell(cancelled with { Filled = 4m, AveragePrice = 401m }, OrderCause.Fill);
        _scene.Tell(cancelled with { Filled = 4m, State = new(OrderState.Rejected) }, OrderCause.Rejected);
        _scene.Tell(cancelled with { Filled = 4m, State = new(OrderState.Rejected) }, OrderCause.Rejected);
        _scene.Tell(cancelled with { Filled = 10m, AveragePrice = 401m, State = new(OrderState.Filled) }, OrderCause.Fill);
        await TrackerScene.NextAsync(news);
        var late = await TrackerScene.NextAsync(news);
        var odd = await TrackerScene.NextAsync(news);
        var rest = await TrackerScene.NextAsync(news);

        Assert.True(late.IsLateFill);
        Assert.Equal((4m, OrderState.Cancelled), (late.FilledNow, late.Order.State.Value));
        Assert.Equal((OrderState.Rejected, OrderState.Cancelled), (odd.Contradiction!.State.Value, odd.Order.State.Value));
        Assert.Equal((6m, OrderState.Filled), (rest.FilledNow, rest.Order.State.Value));
    }

    [Fact]
    public async Task What_belongs_to_an_order_and_what_takes_its_place_is_followed_with_it()
    {
        var exit = _scene.Working("8") with { State = new(OrderState.Held), Parent = OrderId.Parse("7") };
        _scene.Put(_scene.Working("7") with { Children = [exit] });
        await using var news = _scene.Follow("7");
        Assert.Equal(["7", "8"], [(await TrackerScene.NextAsync(news)).Order.Ref.Order.Value, (await TrackerScene.NextAsync(news)).Order.Ref.Order.Value]);
        await LiveAsync();

        _scene.Put(_scene.Working("9") with { Replaces = OrderId.Parse("7") });
        _scene.Tell(_scene.Working("7") with { State = new(OrderState.Replaced), ReplacedBy = OrderId.Parse("9") }, OrderCause.Replaced);
        var replaced = await TrackerScene.NextAsync(news);
        var successor = await TrackerScene.NextAsync(news);
        _scene.Tell(exit with { State = new(OrderState.Working) }, OrderCause.Activated);
        _scene.Tell(_scene.Working("11"), OrderCause.Acknowledged);
        var activated = await TrackerScene.NextAsync(news);
        _scene.Tell(_scene.Working("9") with { State = new(OrderState.Expired), Replaces = OrderId.Parse("7") }, OrderCause.Expired);

        Assert.Equal((OrderState.Replaced, "9"), (replaced.Order.State.Value, successor.Order.Ref.Order.Value));
        Assert.Equal(("8", OrderCause.Activated), (activated.Order.Ref.Order.Value, activated.Cause));
        Assert.Equal(("9", OrderCause.Expired), ((await TrackerScene.NextAsync(news)).Order.Ref.Order.Value, news.Current.Cause));
    }

    [Fact]
    public async Task Many_followers_share_one_enumeration_and_the_last_one_ends_it()
    {
        _scene.Put(_scene.Working("7"));
        _scene.Put(_scene.Working("8"));
        List<IAsyncEnumerator<OrderNews>> followers = [_scene.Follow("7"), _scene.Follow("8"), _scene.Follow("7")];
        foreach (var follower in followers) await TrackerScene.NextAsync(follower);
        await LiveAsync();

        _scene.Tell(_scene.Working("7", filled: 1m), OrderCause.Fill);
        Assert.Equal([1m, 1m], [(await TrackerScene.NextAsync(followers[0])).FilledNow, (await TrackerScene.NextAsync(followers[2])).FilledNow]);
        Assert.Equal((1, 1), (_scene.Stream.Opened, _scene.Stream.Open));
        foreach (var follower in followers) await follower.DisposeAsync();

        Assert.Equal(0, _scene.Stream.Open);
        await AssertQuietAsync();
    }

    [Fact]
    public async Task Cancelling_ends_the_enumeration_and_leaves_nothing_running()
    {
        _scene.Put(_scene.Working("7"));
        using var stop = new CancellationTokenSource();
        var news = _scene.FollowUntil("7", stop.Token);
        await TrackerScene.NextAsync(news);
        await LiveAsync();

        var waiting = news.MoveNextAsync().AsTask();
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        await news.DisposeAsync();

        Assert.Equal(0, _scene.Stream.Open);
        await AssertQuietAsync();
    }

    [Fact]
    public async Task Closing_the_application_ends_who_still_follows()
    {
        _scene.Put(_scene.Working("7"));
        var news = _scene.Follow("7");
        await TrackerScene.NextAsync(news);
        var waiting = news.MoveNextAsync().AsTask();

        await _scene.DisposeAsync();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => waiting);
        Assert.Equal((0, 1), (_scene.Stream.Open, _scene.Connection.Disposals));
    }

    [Fact]
    public async Task A_broker_that_fails_is_asked_again_and_one_that_needs_its_user_ends_it()
    {
        await using var scene = new TrackerScene(streams: false) { Fails = Make.Error(BrokerageErrorCode.BrokerUnavailable) };
        scene.Put(scene.Working("7"));
        await using var news = scene.Follow("7");
        var first = scene.NextInTimeAsync(news);
        await TrackerScene.UntilAsync(() => scene.Reads > 2);
        scene.Fails = null;
        await first;

        scene.Fails = Make.Error(BrokerageErrorCode.AuthExpired);
        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => scene.NextInTimeAsync(news));

        Assert.Equal(BrokerageErrorCode.AuthExpired, thrown.Code);
    }

    [Fact]
    public async Task What_does_not_exist_is_said_at_once()
    {
        await using var news = _scene.Follow("404");
        Assert.Equal(BrokerageErrorCode.OrderNotFound, (await Assert.ThrowsAsync<BrokerageException>(() => TrackerScene.NextAsync(news))).Code);
        Assert.Throws<ArgumentException>(() => _scene.Tracker.FollowAsync(new OrderRef(Make.Ref("none"), OrderId.Parse("1")), TrackerScene.Token));
        Assert.Throws<ArgumentException>(() => _scene.Tracker.FollowAsync(new OrderRef(Make.Ref("one", broker: "other"), OrderId.Parse("1")), TrackerScene.Token));
    }

    [Fact]
    public async Task A_connection_that_is_removed_ends_its_followers()
    {
        _scene.Put(_scene.Working("7"));
        await using var news = _scene.Follow("7");
        await TrackerScene.NextAsync(news);

        var removal = _scene.Host.Connections.RemoveAsync(_scene.Connection.Connection, TrackerScene.Token);
        await Assert.ThrowsAsync<BrokerageException>(() => _scene.NextInTimeAsync(news));

        Assert.True(await removal);
        Assert.Equal(1, _scene.Connection.Disposals);
    }

    [Fact]
    public async Task A_wish_of_unknown_outcome_is_settled_by_what_the_stream_tells_and_then_followed()
    {
        var intent = Make.Limit(_scene.Connection.Account);
        _scene.Broker.OnSubmit = (order, _) => Task.FromResult(ScriptedTrading.Unknown(order));
        Assert.IsType<SubmitResult.OutcomeUnknown>(await _scene.Host.Brokerage.Orders.PlaceAsync(intent, TrackerScene.Token));
        _scene.Put(_scene.Working("5"));
        // Somebody follows another order of the connection.
        await using var other = _scene.Follow("5");
        await TrackerScene.NextAsync(other);
        await LiveAsync();

        await using var news = _scene.Tracker.FollowAsync(intent.ClientOrderId, TrackerScene.Token).GetAsyncEnumerator(TrackerScene.Token);
        var first = _scene.NextInTimeAsync(news);
        _scene.Tell(_scene.Working("7") with { ClientOrderId = intent.ClientOrderId }, OrderCause.Acknowledged);

        Assert.Equal("7", (await first).Order.Ref.Order.Value);
        Assert.Empty(await _scene.Host.Brokerage.Orders.ListUnknownAsync(cancellationToken: TrackerScene.Token));
    }

    [Fact]
    public async Task Of_a_wish_without_its_order_s_id_only_the_order_that_is_proven_is_followed()
    {
        var intent = Make.Limit(_scene.Connection.Account);
        _scene.Broker.OnSubmit = (_, _) => Task.FromResult<SubmitResult>(
            new SubmitResult.Placed([new OrderAck(OrderRole.Single, Order: null)], VerdictPending: true, [], null));
        await _scene.Host.Brokerage.Orders.PlaceAsync(intent, TrackerScene.Token);
        var (elsewhere, ours) = (_scene.Put(_scene.Working("6")), _scene.Put(_scene.Working("7")));
        // At first only what somebody has placed elsewhere is listed, and it is the same in every term.
        _scene.Broker.OnFind = _ => new Sighting.Found([_scene.Clock.GetUtcNow() - Make.Noon < TimeSpan.FromSeconds(30) ? elsewhere : ours])
        {
            VisibilityDelay = TimeSpan.FromSeconds(60),
        };

        await using var news = _scene.Tracker.FollowAsync(intent.ClientOrderId, TrackerScene.Token).GetAsyncEnumerator(TrackerScene.Token);

        Assert.Equal("7", (await _scene.NextInTimeAsync(news)).Order.Ref.Order.Value);
    }

    [Fact]
    public async Task A_wish_that_left_no_order_ends_without_news()
    {
        var intent = Make.Limit(_scene.Connection.Account);
        _scene.Broker.OnSubmit = (order, _) => Task.FromResult<SubmitResult>(
            new SubmitResult.Rejected(Make.Error(BrokerageErrorCode.InsufficientFunds)));
        await _scene.Host.Brokerage.Orders.PlaceAsync(intent, TrackerScene.Token);

        await using var news = _scene.Tracker.FollowAsync(intent.ClientOrderId, TrackerScene.Token).GetAsyncEnumerator(TrackerScene.Token);

        Assert.False(await news.MoveNextAsync());
        await using var none = _scene.Tracker.FollowAsync(ClientOrderId.New(), TrackerScene.Token).GetAsyncEnumerator(TrackerScene.Token);
        await Assert.ThrowsAsync<ArgumentException>(async () => await none.MoveNextAsync());
    }

    [Fact]
    public async Task An_order_that_ends_answers_what_became_of_the_wish_to_cancel_it()
    {
        var order = _scene.Put(_scene.Working("7"));
        _scene.Broker.OnCancel = _ => new CancelResult.OutcomeUnknown(Make.Error(BrokerageErrorCode.Timeout));
        await using var news = _scene.Follow("7");
        await TrackerScene.NextAsync(news);
        await LiveAsync();
        await _scene.Host.Brokerage.Orders.CancelAsync(order.Ref, TrackerScene.Token);

        _scene.Tell(order with { State = new(OrderState.Cancelled) }, OrderCause.Cancelled);
        await TrackerScene.NextAsync(news);

        Assert.Empty(await _scene.Host.Brokerage.Orders.ListUnknownAsync(cancellationToken: TrackerScene.Token));
    }

    // The stream is believed from here on, and what was due to be asked for has been.
    private async Task LiveAsync()
    {
        await TrackerScene.UntilAsync(() => _scene.Stream.Open > 0);
        for (var (before, quiet) = (-1, 0); quiet < 5; quiet = before == _scene.Reads ? quiet + 1 : 0)
        {
            before = _scene.Reads;
            await Task.Delay(15, TrackerScene.Token);
        }
    }

    private async Task AssertQuietAsync()
    {
        var asked = _scene.Reads;
        // Past the end of idle connections: what still held a lease would keep it open.
        _scene.Clock.Advance(TimeSpan.FromMinutes(11));
        await TrackerScene.UntilAsync(() => _scene.Connection.Disposals == 1);
        Assert.Equal(asked, _scene.Reads);
    }
}
