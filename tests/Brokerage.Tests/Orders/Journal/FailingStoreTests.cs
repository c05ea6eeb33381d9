using Brokerage.Tests.Fakes;
using Brokerage.Tests.Guards;
using Brokerage.Tests.Guards.Risk;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Orders.Journal;

/// <summary>What is told of a wish while the journal's store fails: never "rejected" of one that may be at the broker.</summary>
public sealed class FailingStoreTests
{
    private readonly FaultyJournal _journal = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_journal_that_cannot_be_read_rejects_nothing()
    {
        await using var scene = new JournalScene(_journal);
        var lost = await LostAsync(scene);
        _journal.ReadFault = new IOException("bad sector");

        Assert.Equal(Effect.Unknown, Assert.IsType<SubmitResult.OutcomeUnknown>(await scene.Trading.SubmitAsync(lost, Token)).Cause.Effect);
        Assert.Single(scene.Broker.Submitted);
        _journal.ReadFault = null;
        Assert.Equal(JournalState.Unknown, (await scene.EntryAsync(lost)).State);
    }

    [Fact]
    public async Task What_a_crash_left_stays_unknown_while_the_disk_is_full()
    {
        await using var scene = new JournalScene(_journal);
        var lost = await scene.PrepareAsync();
        var other = await scene.PrepareAsync();
        await scene.LeaveAsync(lost, JournalState.Sending);
        await scene.RestartAsync();
        _journal.WriteFault = new IOException("full");

        Assert.IsType<SubmitResult.OutcomeUnknown>(await scene.Trading.SubmitAsync(lost, Token));
        Assert.IsType<SubmitResult.Rejected>(await scene.Trading.SubmitAsync(other, Token));
        Assert.Empty(scene.Broker.Submitted);
    }

    [Fact]
    public async Task Whoever_cannot_write_does_not_reject_what_another_is_sending()
    {
        await using var scene = new JournalScene(_journal);
        var order = await scene.PrepareAsync();
        var answer = new TaskCompletionSource<SubmitResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        scene.Broker.OnSubmit = (_, _) => answer.Task;
        Task<SubmitResult>? other = null;
        _journal.BeforeWrite = _ =>
        {
            _journal.BeforeWrite = null;
            other = scene.Trading.SubmitAsync(order, Token);
            _journal.WriteFault = new IOException("full");
            return Task.CompletedTask;
        };

        Assert.IsType<SubmitResult.OutcomeUnknown>(await scene.Trading.SubmitAsync(order, Token));

        answer.SetResult(ScriptedTrading.Placed("77"));
        Assert.IsType<SubmitResult.Placed>(await other!);
    }

    [Fact]
    public async Task Limits_that_cannot_read_the_journal_reject_nothing_that_may_have_arrived()
    {
        var scene = new RiskScene(journal: _journal);
        var intent = scene.Buy("AAPL", 1m);
        var sent = new JournalEntry
        {
            Key = JournalEntry.KeyOf(intent.ClientOrderId), Version = 1, State = JournalState.Unknown, Order = TinyBroker.Prepared(intent), RecordedAt = Make.Noon, ChangedAt = Make.Noon,
        };
        await _journal.TryWriteAsync(sent, Token);
        _journal.ReadFault = new IOException("bad sector");

        Assert.IsType<SubmitResult.OutcomeUnknown>(await scene.SubmitAsync(intent));
        Assert.Empty(scene.Broker.Sent);
    }

    [Fact]
    public async Task A_gate_that_cannot_read_the_journal_rejects_nothing_that_may_have_arrived()
    {
        var broker = new ScriptedTrading { OnSubmit = (order, _) => Task.FromResult(ScriptedTrading.Unknown(order)) };
        await using var host = new FakeHost(
            builder => builder.UseOrderJournal(_ => _journal).UseOrderConfirmation(gate => gate.AskAbove = 100m),
            new FakeConnection(Make.Ref("one")) { Trading = broker });
        var prepared = await host.Brokerage.Orders.PrepareAsync(Make.Limit(Make.Ref("one")), cancellationToken: Token);
        Assert.IsType<SubmitResult.NeedsConfirmation>(await host.Brokerage.Orders.SubmitAsync(prepared, Token));
        _journal.ReadFault = new IOException("bad sector");

        Assert.IsType<SubmitResult.OutcomeUnknown>(await host.Brokerage.Orders.SubmitAsync(prepared, Token));
        Assert.Empty(broker.Submitted);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cancel_that_cannot_be_written_down_is_refused_and_not_sent(bool isRead)
    {
        await using var scene = new JournalScene(_journal);
        var asked = 0;
        scene.Broker.OnCancel = _ =>
        {
            asked++;
            return new CancelResult.Requested();
        };
        if (isRead) await scene.ConnectAsync();
        (_journal.ReadFault, _journal.WriteFault) = (isRead ? null : new IOException("bad sector"), isRead ? new IOException("full") : null);

        var refused = Assert.IsType<CancelResult.Refused>(await scene.Trading.CancelAsync(scene.Ref("77"), Token));

        Assert.Equal((BrokerageErrorCode.Misconfigured, Effect.None, true, 0), (refused.Error.Code, refused.Error.Effect, refused.Error.IsTransient, asked));
        (_journal.ReadFault, _journal.WriteFault) = (null, null);
        Assert.IsType<CancelResult.Requested>(await scene.Trading.CancelAsync(scene.Ref("77"), Token));
    }

    [Fact]
    public async Task A_connection_that_cannot_read_the_journal_fails_with_a_code_and_opens_once_it_can()
    {
        var broker = new ScriptedTrading();
        await using var host = new FakeHost(builder => builder.UseOrderJournal(_ => _journal), new FakeConnection(Make.Ref("one")) { Trading = broker });
        _journal.ReadFault = new IOException("bad sector");

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => host.Brokerage.Orders.PrepareAsync(Make.Limit(Make.Ref("one")), cancellationToken: Token));

        Assert.Equal((BrokerageErrorCode.Misconfigured, true), (thrown.Code, thrown.Error.IsTransient));
        Assert.Same(_journal.ReadFault, thrown.InnerException);
        _journal.ReadFault = null;
        await host.Brokerage.Orders.PrepareAsync(Make.Limit(Make.Ref("one")), cancellationToken: Token);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("query")]
    [InlineData("look")]
    [InlineData("history")]
    public async Task Orders_whose_wish_cannot_be_told_are_a_failure_with_a_code(string channel)
    {
        await using var scene = new JournalScene(_journal);
        var order = await scene.PrepareAsync();
        var seen = ScriptedTrading.Order(scene.Ref("77"), OrderState.Filled);
        (scene.Broker.OnList, scene.Broker.OnGet, scene.Broker.OnFind) = (() => [seen], _ => seen, _ => new Sighting.Found([seen]));
        _journal.ReadFault = new IOException("bad sector");

        var thrown = await Assert.ThrowsAsync<BrokerageException>(() => channel switch
        {
            "list" => scene.Trading.GetOpenOrdersAsync(scene.Account.Account, Token),
            "query" => scene.Trading.GetOrderAsync(seen.Ref, Token),
            "look" => scene.Trading.FindAsync(order, Token),
            _ => scene.Trading.GetOrderHistoryAsync(new HistoryQuery(scene.Account.Account, Make.Noon.AddDays(-1), Make.Noon), Token),
        });

        Assert.Equal((BrokerageErrorCode.Misconfigured, scene.Account), (thrown.Code, thrown.Error.Account));
    }

    [Fact]
    public async Task What_the_broker_answers_while_the_program_ends_is_told_though_the_journal_is_closed()
    {
        await using var scene = new JournalScene(_journal);
        scene.Broker.OnSubmit = (_, _) =>
        {
            _journal.WriteFault = new ObjectDisposedException("journal");
            return Task.FromResult(ScriptedTrading.Placed("77"));
        };

        Assert.IsType<SubmitResult.Placed>(await scene.Trading.SubmitAsync(await scene.PrepareAsync(), Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_store_that_fails_for_a_moment_ends_no_search(bool isRead)
    {
        const int JournalFailed = 1531;
        await using var scene = new JournalScene(_journal);
        var lost = await LostAsync(scene);
        (_journal.ReadFault, _journal.WriteFault) = (isRead ? new IOException("busy") : null, isRead ? null : new IOException("full"));
        scene.Broker.OnFind = _ => new Sighting.Found([ScriptedTrading.Order(scene.Ref("91"))]);
        await Waiting.UntilAsync(() => scene.Log.Events.Contains(JournalFailed), () => scene.Clock.AdvanceToNextTimer());

        (_journal.ReadFault, _journal.WriteFault) = (null, null);

        await scene.WaitForAsync(lost, JournalState.Placed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_outcome_that_cannot_be_written_for_a_moment_is_looked_for_in_this_run(bool isLost)
    {
        await using var scene = new JournalScene(_journal);
        var order = await scene.PrepareAsync();
        scene.Broker.OnSubmit = (sent, _) => Busy(isLost ? ScriptedTrading.Unknown(sent) : ScriptedTrading.Placed("77"));
        scene.Broker.OnFind = _ => new Sighting.Found([ScriptedTrading.Order(scene.Ref("77"))]);
        await scene.Trading.SubmitAsync(order, Token);
        Assert.Equal(JournalState.Sending, (await scene.EntryAsync(order)).State);

        _journal.WriteFault = null;

        await scene.WaitForAsync(order, JournalState.Placed);
        Assert.Equal("77", Assert.Single((await scene.EntryAsync(order)).Orders).Order!.Value.Value);
    }

    [Fact]
    public async Task So_is_that_of_a_cancel()
    {
        await using var scene = new JournalScene(_journal);
        scene.Broker.OnCancel = _ =>
        {
            _journal.WriteFault = new IOException("busy");
            return new CancelResult.OutcomeUnknown(Make.Error(BrokerageErrorCode.Timeout));
        };
        scene.Broker.OnGet = order => ScriptedTrading.Order(order, OrderState.Cancelled);
        await scene.Trading.CancelAsync(scene.Ref("77"), Token);

        _journal.WriteFault = null;

        await scene.WaitForAsync(JournalEntry.KeyOf(scene.Ref("77")), JournalState.Placed);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_on_its_way_for_long_is_not_called_absent_before_it_can_show(bool isFollowed)
    {
        var delay = TimeSpan.FromMinutes(1);
        await using var scene = new JournalScene(_journal);
        var order = await scene.PrepareAsync();
        scene.Broker.OnFind = _ => new Sighting.NotSeen(delay, ProvesAbsence: true);
        if (isFollowed) await LoseOnceAsync(scene, order);
        var submitted = scene.Broker.Submitted.Count;
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        scene.Broker.OnSubmit = async (sent, _) =>
        {
            await answer.Task;
            return await Busy(ScriptedTrading.Unknown(sent));
        };
        var sending = scene.Trading.SubmitAsync(order, Token);
        await Waiting.UntilAsync(() => scene.Broker.Submitted.Count > submitted);
        for (var second = 0; second < 120; second++)
        {
            // A search that runs already looks on while it is being sent.
            scene.Clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        answer.SetResult();
        Assert.IsType<SubmitResult.OutcomeUnknown>(await sending);
        var ended = scene.Clock.GetUtcNow();
        _journal.WriteFault = null;
        await Waiting.UntilAsync(
            async () => (await scene.EntryAsync(order)).State == JournalState.NotArrived, () => scene.Clock.Advance(TimeSpan.FromMilliseconds(100)));

        var elapsed = scene.Clock.GetUtcNow() - ended;
        Assert.True(elapsed >= delay, $"After {elapsed}.");
    }

    private Task<SubmitResult> Busy(SubmitResult result)
    {
        _journal.WriteFault = new IOException("busy");
        return Task.FromResult(result);
    }

    /// <summary>A search that goes on while another channel proves that the wish never arrived, so that it may go again.</summary>
    private async Task LoseOnceAsync(JournalScene scene, PreparedOrder order)
    {
        scene.Broker.OnSubmit = (sent, _) => Task.FromResult(ScriptedTrading.Unknown(sent));
        Assert.IsType<SubmitResult.OutcomeUnknown>(await scene.Trading.SubmitAsync(order, Token));
        await Waiting.UntilAsync(() => scene.Broker.Looks > 0);
        var entry = await scene.EntryAsync(order);
        Assert.True(await _journal.TryWriteAsync(entry with { State = JournalState.NotArrived, Version = entry.Version + 1 }, Token));
    }

    private static async Task<PreparedOrder> LostAsync(JournalScene scene)
    {
        var order = await scene.PrepareAsync();
        scene.Broker.OnSubmit = (sent, _) => Task.FromResult(ScriptedTrading.Unknown(sent));
        Assert.IsType<SubmitResult.OutcomeUnknown>(await scene.Trading.SubmitAsync(order, Token));
        return order;
    }
}
