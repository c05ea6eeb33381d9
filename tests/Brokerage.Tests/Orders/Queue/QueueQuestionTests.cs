using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Orders.Queue;

/// <summary>A queued wish that the confirmation gate asks about: nobody is there at the open, but a person may have been before.</summary>
public sealed class QueueQuestionTests : IAsyncDisposable
{
    private readonly QueueScene _scene = new() { Configure = static builder => builder.UseOrderConfirmation(gate => gate.AskAbove = 399m) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IOrderService Orders => _scene.Brokerage.Orders;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task At_the_open_nobody_can_answer_so_it_is_refused_and_nothing_is_sent()
    {
        var intent = await QueuedAsync();
        _scene.GoTo(QueueScene.Open);
        var refused = Assert.Single(await _scene.Queue.ReleaseDueAsync(Token));
        await _scene.RestartAsync();
        Assert.Empty(await _scene.Queue.ReleaseDueAsync(Token));

        Assert.Equal((JournalState.Rejected, BrokerageErrorCode.ConfirmationRequired), (refused.State, refused.Error!.Code));
        Assert.Equal(JournalState.Rejected, await StateAsync(intent));
        Assert.Empty(_scene.Broker.Submitted);
    }

    [Fact]
    public async Task One_that_needs_no_answer_goes()
    {
        var small = OrderIntent.Place(_scene.Account, OrderSpec.Limit(Instrument.Parse("BRK.B"), Side.Buy, 1m, 399m));
        await _scene.Queue.QueueAsync(small, cancellationToken: Token);
        _scene.GoTo(QueueScene.Open);

        Assert.Equal(JournalState.Placed, Assert.Single(await _scene.Queue.ReleaseDueAsync(Token)).State);
    }

    [Fact]
    public async Task Placed_and_answered_by_hand_it_is_sent_then_and_not_at_the_open()
    {
        var intent = await QueuedAsync();
        Assert.IsType<SubmitResult.Placed>(await AnswerAsync(await AskAsync(intent), OrderConfirmation.Yes));
        _scene.GoTo(QueueScene.Open);
        Assert.Empty(await _scene.Queue.ReleaseDueAsync(Token));

        Assert.Equal(JournalState.Placed, await StateAsync(intent));
        Assert.Single(_scene.Held);
    }

    [Fact]
    public async Task A_no_by_hand_ends_it()
    {
        var intent = await QueuedAsync();
        Assert.IsType<SubmitResult.Rejected>(await AnswerAsync(await AskAsync(intent), OrderConfirmation.No));
        _scene.GoTo(QueueScene.Open);
        Assert.Empty(await _scene.Queue.ReleaseDueAsync(Token));

        Assert.Equal(JournalState.Rejected, await StateAsync(intent));
        Assert.Empty(_scene.Broker.Submitted);
    }

    [Theory]
    [InlineData(false, "open")]
    [InlineData(true, "open")]
    [InlineData(false, "withdraw")]
    [InlineData(true, "withdraw")]
    [InlineData(false, "expire")]
    [InlineData(true, "expire")]
    public async Task A_question_that_nobody_answered_leaves_it_in_the_queue(bool restart, string end)
    {
        var intent = await QueuedAsync();
        await AskAsync(intent);
        if (restart)
        {
            await _scene.RestartAsync();
            await using var lease = await _scene.Brokerage.Connections.LeaseAsync(_scene.Account.Connection, Token);
            await lease.ConnectAsync(Token);
        }

        Assert.Equal(restart ? JournalState.Lapsed : JournalState.AwaitingAnswer, Assert.Single(await _scene.Queue.ListAsync(cancellationToken: Token)).State);
        if (end == "withdraw") Assert.True(await _scene.Queue.WithdrawAsync(intent.ClientOrderId, Token));
        _scene.GoTo(end == "expire" ? QueueScene.Open.AddHours(7) : QueueScene.Open);
        await _scene.Queue.ReleaseDueAsync(Token);

        var expected = end switch { "open" => JournalState.Rejected, "withdraw" => JournalState.Withdrawn, _ => JournalState.Expired };
        Assert.Equal(expected, await StateAsync(intent));
        Assert.Empty(await _scene.Queue.ListAsync(cancellationToken: Token));
        Assert.Empty(_scene.Broker.Submitted);
    }

    private async Task<OrderIntent> QueuedAsync()
    {
        var intent = _scene.Limit();
        await _scene.Queue.QueueAsync(intent, cancellationToken: Token);
        return intent;
    }

    private async Task<SubmitResult.NeedsConfirmation> AskAsync(OrderIntent intent) =>
        Assert.IsType<SubmitResult.NeedsConfirmation>(await Orders.PlaceAsync(intent, Token));

    private Task<SubmitResult> AnswerAsync(SubmitResult.NeedsConfirmation asked, string answer)
    {
        var question = asked.Questions[0];
        return Orders.SubmitAsync(
            asked.Next with { Approvals = [new Approval(question.Id, question.Text, answer, "ann", _scene.Clock.GetUtcNow())] }, Token);
    }

    private async Task<JournalState> StateAsync(OrderIntent intent) => (await _scene.Queue.FindAsync(intent.ClientOrderId, Token))!.State;
}
