using Brokerage.Tests.Fakes;
using Brokerage.Tests.Orders.Queue;

namespace Brokerage.Tests.Orders.Journal;

/// <summary>
/// An adapter that is cancelled though nobody asked for it, as by a time limit of its HTTP client, after its request has left; and one that fails
/// in any other way that it must not.
/// </summary>
public sealed class UnaskedCancellationTests : IAsyncDisposable
{
    private readonly JournalScene _scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task It_proves_nothing_about_an_order()
    {
        var order = await _scene.PrepareAsync();
        _scene.Broker.OnSubmit = (_, _) => throw new TaskCanceledException("a time limit of its own");

        Assert.Equal(Effect.Unknown, Assert.IsType<SubmitResult.OutcomeUnknown>(await _scene.Trading.SubmitAsync(order, CancellationToken.None)).Cause.Effect);
        Assert.IsType<SubmitResult.OutcomeUnknown>(await _scene.Trading.SubmitAsync(order, Token));
        Assert.Single(_scene.Broker.Submitted);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task It_proves_nothing_about_a_cancel_and_is_looked_for(bool isBug)
    {
        _scene.Broker.OnCancel = _ => throw (isBug ? new InvalidOperationException("a bug") : new TaskCanceledException("a time limit of its own"));
        _scene.Broker.OnGet = order => ScriptedTrading.Order(order, OrderState.Cancelled);

        Assert.Equal(Effect.Unknown, Assert.IsType<CancelResult.OutcomeUnknown>(await _scene.Trading.CancelAsync(_scene.Ref("77"), Token)).Cause.Effect);

        await _scene.WaitForAsync(JournalEntry.KeyOf(_scene.Ref("77")), JournalState.Placed);
    }

    [Fact]
    public async Task A_caller_who_stops_waiting_for_a_cancel_before_it_left_ends_it()
    {
        using var hasty = new CancellationTokenSource();
        _scene.Broker.OnCancel = _ =>
        {
            hasty.Cancel();
            throw new OperationCanceledException(hasty.Token);
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _scene.Trading.CancelAsync(_scene.Ref("77"), hasty.Token));
        Assert.Equal(JournalState.Rejected, (await _scene.Journal.FindAsync(JournalEntry.KeyOf(_scene.Ref("77")), Token))!.State);
    }

    [Fact]
    public async Task A_queued_wish_is_not_sent_a_second_time_after_it()
    {
        await using var scene = new QueueScene(QueueScene.Open);
        await scene.Queue.QueueAsync(scene.Limit(), cancellationToken: Token);
        scene.Broker.OnSubmit = (order, _) =>
        {
            scene.Take(order);
            throw new TaskCanceledException("a time limit of its own");
        };

        await scene.Queue.ReleaseDueAsync(Token);
        scene.Clock.Advance(TimeSpan.FromMinutes(5));
        await scene.Queue.ReleaseDueAsync(Token);

        Assert.Single(scene.Held);
    }
}
