using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Orders.Journal;

public sealed class JournalTradingTests : IAsyncDisposable
{
    private readonly JournalScene _scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_wish_is_written_down_before_it_leaves_and_its_outcome_after()
    {
        var order = await _scene.PrepareAsync();
        JournalState? whileSending = null;
        _scene.Broker.OnSubmit = async (_, _) =>
        {
            whileSending = (await _scene.EntryAsync(order)).State;
            return ScriptedTrading.Placed("77");
        };

        Assert.IsType<SubmitResult.Placed>(await _scene.Trading.SubmitAsync(order, Token));

        Assert.Equal(JournalState.Sending, whileSending);
        var entry = await _scene.EntryAsync(order);
        Assert.Equal(JournalState.Placed, entry.State);
        Assert.Equal("77", Assert.Single(entry.Orders).Order!.Value.Value);
    }

    [Fact]
    public async Task The_same_wish_is_sent_once_however_often_it_is_submitted()
    {
        var order = await _scene.PrepareAsync();
        var sending = new TaskCompletionSource<SubmitResult>();
        _scene.Broker.OnSubmit = (_, _) => sending.Task;

        var submits = Enumerable.Range(0, 64).Select(_ => Task.Run(() => _scene.Trading.SubmitAsync(order, Token), Token)).ToList();
        await Waiting.UntilAsync(() => submits.Count(submit => submit.IsCompleted) >= 63);
        sending.SetResult(ScriptedTrading.Placed("77"));
        var results = await Task.WhenAll(submits);

        Assert.Single(_scene.Broker.Submitted);
        Assert.Single(results.OfType<SubmitResult.Placed>());
        Assert.Equal(63, results.OfType<SubmitResult.OutcomeUnknown>().Count());
        Assert.Equal("77", Assert.IsType<SubmitResult.Placed>(await _scene.Trading.SubmitAsync(order, Token)).Orders[0].Order!.Value.Value);
        Assert.Single(_scene.Broker.Submitted);
    }

    [Fact]
    public async Task The_same_id_with_another_wish_is_a_conflict()
    {
        var order = await _scene.PrepareAsync();
        await _scene.Trading.SubmitAsync(order, Token);
        var other = order with { Intent = Make.Limit(_scene.Account) with { ClientOrderId = order.Intent.ClientOrderId, Account = Make.Ref("con-1", "A2") } };

        var rejected = Assert.IsType<SubmitResult.Rejected>(await _scene.Trading.SubmitAsync(other, Token));

        Assert.Equal(BrokerageErrorCode.IdempotencyConflict, rejected.Error.Code);
        Assert.Single(_scene.Broker.Submitted);
    }

    [Fact]
    public async Task A_rejected_wish_may_be_sent_again_and_is_the_next_attempt()
    {
        var order = await _scene.PrepareAsync();
        _scene.Broker.OnSubmit = (_, _) => Task.FromResult<SubmitResult>(new SubmitResult.Rejected(Make.Error(BrokerageErrorCode.InsufficientFunds)));
        Assert.IsType<SubmitResult.Rejected>(await _scene.Trading.SubmitAsync(order, Token));
        Assert.Equal(JournalState.Rejected, (await _scene.EntryAsync(order)).State);

        _scene.Broker.OnSubmit = (_, _) => Task.FromResult(ScriptedTrading.Placed("78"));
        Assert.IsType<SubmitResult.Placed>(await _scene.Trading.SubmitAsync(order, Token));

        Assert.Equal([1, 2], _scene.Broker.Submitted.Select(sent => sent.Attempt));
    }

    [Fact]
    public async Task An_answered_question_goes_on_from_where_it_was_asked()
    {
        var order = await _scene.PrepareAsync();
        var question = new Question("q1", "fake", "Really?", ["yes"]);
        _scene.Broker.OnSubmit = (sent, _) => Task.FromResult<SubmitResult>(
            new SubmitResult.NeedsConfirmation(sent with { Attempt = sent.Attempt + 1, Evidence = "asked" }, [question], AnswerBy: null));
        var asked = Assert.IsType<SubmitResult.NeedsConfirmation>(await _scene.Trading.SubmitAsync(order, Token));
        Assert.Equal(JournalState.AwaitingAnswer, (await _scene.EntryAsync(order)).State);

        _scene.Broker.OnSubmit = (_, _) => Task.FromResult(ScriptedTrading.Placed("79"));
        var answered = asked.Next with { Approvals = [new Approval("q1", "Really?", "yes", "user-7", Make.Noon)] };
        Assert.IsType<SubmitResult.Placed>(await _scene.Trading.SubmitAsync(answered, Token));

        Assert.Equal([1, 2], _scene.Broker.Submitted.Select(sent => sent.Attempt));
        Assert.Equal("asked", _scene.Broker.Submitted[1].Evidence);
    }

    [Fact]
    public async Task A_caller_who_gives_up_before_anything_left_may_try_again()
    {
        var order = await _scene.PrepareAsync();
        using var hasty = new CancellationTokenSource();
        _scene.Broker.OnSubmit = (_, token) =>
        {
            hasty.Cancel();
            throw new OperationCanceledException(token);
        };
        await Assert.ThrowsAsync<OperationCanceledException>(() => _scene.Trading.SubmitAsync(order, hasty.Token));
        Assert.Equal(JournalState.Rejected, (await _scene.EntryAsync(order)).State);

        _scene.Broker.OnSubmit = (_, _) => Task.FromResult(ScriptedTrading.Placed("80"));
        Assert.IsType<SubmitResult.Placed>(await _scene.Trading.SubmitAsync(order, Token));
    }

    [Fact]
    public async Task Nothing_is_sent_when_the_journal_cannot_be_written()
    {
        await using var scene = new JournalScene(new BrokenJournal());
        var rejected = Assert.IsType<SubmitResult.Rejected>(await scene.Trading.SubmitAsync(await scene.PrepareAsync(), Token));
        Assert.Equal(RecoveryAction.TellOperator, rejected.Error.Recovery);
        Assert.Empty(scene.Broker.Submitted);
    }

    [Fact]
    public async Task What_breaks_the_contract_is_unknown_and_never_rejected()
    {
        var order = await _scene.PrepareAsync();
        _scene.Broker.OnSubmit = (_, _) => throw new InvalidOperationException("a bug");
        Assert.IsType<SubmitResult.OutcomeUnknown>(await _scene.Trading.SubmitAsync(order, Token));

        var other = await _scene.PrepareAsync();
        _scene.Broker.OnSubmit = (_, _) => Task.FromResult<SubmitResult>(
            new SubmitResult.Rejected(Make.Error(BrokerageErrorCode.Timeout) with { Effect = Effect.Unknown }));
        Assert.IsType<SubmitResult.OutcomeUnknown>(await _scene.Trading.SubmitAsync(other, Token));
        Assert.Equal(JournalState.Unknown, (await _scene.EntryAsync(other)).State);
    }

    [Fact]
    public async Task An_order_that_is_read_anywhere_settles_its_wish()
    {
        var order = await _scene.PrepareAsync();
        _scene.Broker.OnSubmit = (sent, _) => Task.FromResult(ScriptedTrading.Unknown(sent));
        await _scene.Trading.SubmitAsync(order, Token);
        _scene.Broker.OnList = () => [ScriptedTrading.Order(_scene.Ref("81"), id: order.Intent.ClientOrderId)];

        await _scene.Trading.GetOpenOrdersAsync(_scene.Account.Account, Token);

        var entry = await _scene.EntryAsync(order);
        Assert.Equal(JournalState.Placed, entry.State);
        Assert.Equal("81", Assert.Single(entry.Orders).Order!.Value.Value);
    }

    [Fact]
    public async Task An_order_whose_broker_returns_no_id_gets_it_from_the_journal()
    {
        var order = await _scene.PrepareAsync();
        await _scene.Trading.SubmitAsync(order, Token);
        _scene.Broker.OnList = () => [ScriptedTrading.Order(_scene.Ref("77")), ScriptedTrading.Order(_scene.Ref("elsewhere"))];

        var read = await _scene.Trading.GetOpenOrdersAsync(_scene.Account.Account, Token);

        Assert.Equal([order.Intent.ClientOrderId, null], read.Items.Select(item => item.ClientOrderId));
    }

    [Fact]
    public async Task A_cancel_is_written_down_too_and_too_late_is_an_answer()
    {
        var final = ScriptedTrading.Order(_scene.Ref("77"), OrderState.Filled);
        var key = JournalEntry.KeyOf(_scene.Ref("77"));
        var results = new Queue<CancelResult>(
            [new CancelResult.Requested(), new CancelResult.AlreadyFinal(final), new CancelResult.Refused(Make.Error(BrokerageErrorCode.OrderStateConflict))]);
        _scene.Broker.OnCancel = _ => results.Dequeue();

        foreach (var expected in new[] { JournalState.Placed, JournalState.Placed, JournalState.Rejected })
        {
            await _scene.Trading.CancelAsync(_scene.Ref("77"), Token);
            Assert.Equal(expected, (await _scene.Journal.FindAsync(key, Token))!.State);
        }
    }

    private sealed class BrokenJournal : IOrderJournal
    {
        public ValueTask<bool> TryWriteAsync(JournalEntry entry, CancellationToken cancellationToken = default) => throw new IOException("full");

        public ValueTask<JournalEntry?> FindAsync(string key, CancellationToken cancellationToken = default) => ValueTask.FromResult<JournalEntry?>(null);

        public ValueTask<JournalEntry?> FindByOrderAsync(OrderRef order, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<JournalEntry?>(null);

        public ValueTask<IReadOnlyList<JournalEntry>> ListOpenAsync(AccountRef? account = null, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<JournalEntry>>([]);

        public ValueTask<IReadOnlyList<JournalEntry>> ListQueuedAsync(AccountRef? account = null, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<IReadOnlyList<JournalEntry>>([]);
    }
}
