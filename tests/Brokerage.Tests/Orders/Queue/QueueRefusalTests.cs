using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Orders.Queue;

/// <summary>What becomes of a queued wish that the broker refuses after it was sent.</summary>
public sealed class QueueRefusalTests : IAsyncDisposable
{
    private readonly QueueScene _scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Theory]
    [InlineData(BrokerageErrorCode.RateLimited)]
    [InlineData(BrokerageErrorCode.MarketClosed)]
    [InlineData(BrokerageErrorCode.BrokerUnavailable)]
    public async Task What_is_refused_for_a_while_waits_with_its_reason_and_is_sent_once_in_the_end(BrokerageErrorCode reason)
    {
        var intent = await QueuedAsync();
        Refuse(times: 2, reason);

        var waits = Assert.Single(await _scene.Queue.ReleaseDueAsync(Token));
        Assert.Equal((JournalState.Queued, reason), (waits.State, waits.Error!.Code));
        Assert.Equal(reason, Assert.Single(await _scene.Queue.ListAsync(cancellationToken: Token)).Error!.Code);
        Assert.Empty(await _scene.Brokerage.Orders.ListUnknownAsync(cancellationToken: Token));
        Assert.Empty(await AfterAsync(TimeSpan.FromSeconds(14)));
        Assert.Single(await AfterAsync(TimeSpan.FromSeconds(1))); // refused again
        Assert.Empty(await AfterAsync(TimeSpan.FromSeconds(29)));
        var sent = Assert.Single(await AfterAsync(TimeSpan.FromSeconds(1)));

        Assert.Equal((JournalState.Placed, null), (sent.State, sent.Error));
        Assert.Equal([1, 2, 3], _scene.Broker.Submitted.Select(order => order.Attempt));
        Assert.Equal(intent.ClientOrderId, Assert.Single(_scene.Held));
    }

    [Fact]
    public async Task It_is_not_tried_for_ever()
    {
        var intent = await QueuedAsync();
        Refuse(times: int.MaxValue, BrokerageErrorCode.RateLimited);

        for (var minutes = 0; minutes < 120; minutes++)
        {
            await _scene.Queue.ReleaseDueAsync(Token);
            _scene.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var over = (await _scene.Queue.FindAsync(intent.ClientOrderId, Token))!;
        Assert.Equal((JournalState.Rejected, BrokerageErrorCode.RateLimited, 20), (over.State, over.Error!.Code, _scene.Broker.Submitted.Count));
        Assert.Empty(await _scene.Queue.ListAsync(cancellationToken: Token));
    }

    [Fact]
    public async Task What_is_refused_for_good_is_over_at_once()
    {
        var intent = await QueuedAsync();
        Refuse(times: int.MaxValue, BrokerageErrorCode.InsufficientFunds);

        await _scene.Queue.ReleaseDueAsync(Token);
        await AfterAsync(TimeSpan.FromHours(1));

        Assert.Equal(JournalState.Rejected, (await _scene.Queue.FindAsync(intent.ClientOrderId, Token))!.State);
        Assert.Single(_scene.Broker.Submitted);
    }

    [Fact]
    public async Task What_never_arrived_and_is_refused_for_good_before_it_goes_again_is_over_at_once()
    {
        var intent = await QueuedAsync();
        _scene.Broker.OnSubmit = (order, _) => Task.FromResult(ScriptedTrading.Unknown(order));
        await _scene.Queue.ReleaseDueAsync(Token);
        await Waiting.UntilAsync(
            async () => (await _scene.Queue.FindAsync(intent.ClientOrderId, Token))!.State == JournalState.NotArrived,
            () => _scene.Clock.Advance(TimeSpan.FromMilliseconds(100)));

        _scene.Broker.OnPrepare = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.InsufficientFunds));
        await _scene.Queue.ReleaseDueAsync(Token);

        var over = (await _scene.Queue.FindAsync(intent.ClientOrderId, Token))!;
        Assert.Equal((JournalState.Rejected, BrokerageErrorCode.InsufficientFunds), (over.State, over.Error!.Code));
    }

    [Fact]
    public async Task What_is_refused_for_a_while_in_a_moment_in_which_nothing_can_be_written_goes_all_the_same()
    {
        var journal = new FaultyJournal();
        _scene.Configure = builder => builder.UseOrderJournal(_ => journal);
        var intent = await QueuedAsync();
        _scene.Broker.OnSubmit = (_, _) =>
        {
            journal.WriteFault = new IOException("busy");
            return Task.FromResult<SubmitResult>(new SubmitResult.Rejected(Make.Error(BrokerageErrorCode.RateLimited) with { Effect = Effect.None }));
        };
        await _scene.Queue.ReleaseDueAsync(Token);
        Assert.Equal(JournalState.Sending, (await _scene.Queue.FindAsync(intent.ClientOrderId, Token))!.State);

        journal.WriteFault = null;
        _scene.Broker.OnSubmit = (order, _) => Task.FromResult(_scene.Take(order));
        await Waiting.UntilAsync(
            async () => (await _scene.Queue.ReleaseDueAsync(Token)).Any(wish => wish.State == JournalState.Placed),
            () => _scene.Clock.Advance(TimeSpan.FromSeconds(1)));

        Assert.Equal(intent.ClientOrderId, Assert.Single(_scene.Held));
    }

    [Theory]
    [InlineData("sent")]
    [InlineData("withdrawn")]
    [InlineData("expired")]
    public async Task A_restart_between_two_attempts_forgets_nothing(string end)
    {
        var intent = await QueuedAsync();
        Refuse(times: 1, BrokerageErrorCode.RateLimited);
        await _scene.Queue.ReleaseDueAsync(Token);
        await _scene.RestartAsync();

        Assert.Equal(BrokerageErrorCode.RateLimited, Assert.Single(await _scene.Queue.ListAsync(cancellationToken: Token)).Error!.Code);
        Assert.Empty(await _scene.Queue.ReleaseDueAsync(Token)); // the pause holds
        if (end == "withdrawn") Assert.True(await _scene.Queue.WithdrawAsync(intent.ClientOrderId, Token));
        await AfterAsync(end == "expired" ? TimeSpan.FromHours(7) : TimeSpan.FromSeconds(15));

        var state = (await _scene.Queue.FindAsync(intent.ClientOrderId, Token))!.State;
        Assert.Equal(end switch { "sent" => JournalState.Placed, "withdrawn" => JournalState.Withdrawn, _ => JournalState.Expired }, state);
        Assert.Equal(end == "sent" ? 1 : 0, _scene.Held.Count);
    }

    [Fact]
    public async Task Whoever_places_it_by_hand_and_is_refused_for_a_while_or_stops_waiting_does_not_end_it()
    {
        var intent = _scene.Limit();
        await _scene.Queue.QueueAsync(intent, cancellationToken: Token);
        Refuse(times: 1, BrokerageErrorCode.MarketClosed);
        Assert.IsType<SubmitResult.Rejected>(await _scene.Brokerage.Orders.PlaceAsync(intent, Token));
        Assert.Equal(JournalState.Queued, (await _scene.Queue.FindAsync(intent.ClientOrderId, Token))!.State);

        using var hasty = new CancellationTokenSource();
        _scene.Broker.OnSubmit = (_, token) =>
        {
            hasty.Cancel();
            throw new OperationCanceledException(token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _scene.Brokerage.Orders.PlaceAsync(intent, hasty.Token));
        Assert.Equal(JournalState.Queued, (await _scene.Queue.FindAsync(intent.ClientOrderId, Token))!.State);

        _scene.Broker.OnSubmit = (order, _) => Task.FromResult(_scene.Take(order));
        _scene.GoTo(QueueScene.Open);
        Assert.Equal(JournalState.Placed, Assert.Single(await _scene.Queue.ReleaseDueAsync(Token)).State);
        Assert.Single(_scene.Held);
    }

    private async Task<OrderIntent> QueuedAsync()
    {
        var intent = _scene.Limit();
        await _scene.Queue.QueueAsync(intent, cancellationToken: Token);
        _scene.GoTo(QueueScene.Open);
        return intent;
    }

    private void Refuse(int times, BrokerageErrorCode reason) => _scene.Broker.OnSubmit = (order, _) =>
        Task.FromResult(times-- > 0 ? new SubmitResult.Rejected(Make.Error(reason) with { Effect = Effect.None }) : _scene.Take(order));

    private Task<IReadOnlyList<QueuedOrder>> AfterAsync(TimeSpan time)
    {
        _scene.Clock.Advance(time);
        return _scene.Queue.ReleaseDueAsync(Token);
    }
}
