using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Orders.Journal;

public sealed class OrderResolverTests : IAsyncDisposable
{
    private readonly JournalScene _scene = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_lost_answer_is_looked_for_until_the_order_is_found()
    {
        var order = await LoseAnswerAsync(looks => looks < 4
            ? new Sighting.NotSeen(TimeSpan.FromSeconds(30), ProvesAbsence: true)
            : new Sighting.Found([ScriptedTrading.Order(_scene.Ref("91"))]));

        await _scene.WaitForAsync(order, JournalState.Placed);

        Assert.Equal("91", Assert.Single((await _scene.EntryAsync(order)).Orders).Order!.Value.Value);
        Assert.Single(_scene.Broker.Submitted);
    }

    [Fact]
    public async Task It_never_arrived_only_after_several_looks_beyond_the_visibility_delay()
    {
        var delay = TimeSpan.FromSeconds(30);
        var looksBeyond = 0;
        var order = await LoseAnswerAsync(_ =>
        {
            if (_scene.Clock.GetUtcNow() - Make.Noon >= delay) looksBeyond++;
            return new Sighting.NotSeen(delay, ProvesAbsence: true);
        });

        await _scene.WaitForAsync(order, JournalState.NotArrived);

        Assert.Equal(_scene.Options.LooksToProveAbsence, looksBeyond);
    }

    [Fact]
    public async Task What_proves_nothing_stays_unknown_until_a_person_decides()
    {
        var order = await LoseAnswerAsync(_ => new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: false));
        await Waiting.UntilAsync(() => _scene.Broker.Looks > 0);
        var end = Make.Noon + _scene.Options.LookFor + _scene.Options.LongestPause;
        await Waiting.UntilAsync(
            () => _scene.Clock.GetUtcNow() >= end, () => _scene.Clock.Advance(_scene.Clock.UntilNextTimer ?? TimeSpan.FromSeconds(10)));

        Assert.Equal(JournalState.Unknown, (await _scene.EntryAsync(order)).State);
        Assert.Single(_scene.Broker.Submitted);
    }

    [Fact]
    public async Task Of_several_that_fit_none_is_taken()
    {
        var order = await LoseAnswerAsync(looks => looks < 50
            ? new Sighting.Ambiguous([ScriptedTrading.Order(_scene.Ref("1")), ScriptedTrading.Order(_scene.Ref("2"))])
            : new Sighting.Found([ScriptedTrading.Order(_scene.Ref("2"))]));
        await Waiting.UntilAsync(() => _scene.Broker.Looks >= 10, () => _scene.Clock.AdvanceToNextTimer());

        Assert.Equal(JournalState.Unknown, (await _scene.EntryAsync(order)).State);
    }

    [Fact]
    public async Task After_a_crash_while_sending_the_account_waits_until_the_order_is_found()
    {
        var lost = await _scene.PrepareAsync();
        await _scene.RestartAsync();
        await _scene.LeaveAsync(lost, JournalState.Sending);
        _scene.Broker.OnFind = _ => new Sighting.Found([ScriptedTrading.Order(_scene.Ref("92"))]);

        var next = await _scene.Trading.SubmitAsync(await _scene.PrepareAsync(), Token);

        Assert.IsType<SubmitResult.Placed>(next);
        Assert.Equal(JournalState.Placed, (await _scene.EntryAsync(lost)).State);
        Assert.NotEqual(lost.Intent.ClientOrderId, Assert.Single(_scene.Broker.Submitted).Intent.ClientOrderId);
    }

    [Fact]
    public async Task What_a_crash_left_unknown_blocks_its_account_and_no_other()
    {
        var lost = await _scene.PrepareAsync();
        await _scene.LeaveAsync(lost, JournalState.Sending);
        _scene.Options.WaitForEarlierOrders = TimeSpan.Zero;
        var elsewhere = Make.Ref("con-1", "A2");

        var blocked = Assert.IsType<SubmitResult.Rejected>(await _scene.Trading.SubmitAsync(await _scene.PrepareAsync(), Token));
        var other = await _scene.Trading.SubmitAsync(await _scene.Trading.PrepareAsync(Make.Limit(elsewhere), cancellationToken: Token), Token);

        Assert.Equal(RecoveryAction.LookUpOrder, blocked.Error.Recovery);
        Assert.IsType<SubmitResult.Placed>(other);
        Assert.Equal(elsewhere, Assert.Single(_scene.Broker.Submitted).Intent.Account);
    }

    [Fact]
    public async Task The_lost_wish_itself_is_not_sent_again()
    {
        var lost = await _scene.PrepareAsync();
        await _scene.LeaveAsync(lost, JournalState.Sending);
        _scene.Options.WaitForEarlierOrders = TimeSpan.Zero;

        Assert.IsType<SubmitResult.OutcomeUnknown>(await _scene.Trading.SubmitAsync(lost, Token));
        Assert.Empty(_scene.Broker.Submitted);
    }

    [Fact]
    public async Task One_of_two_lost_wishes_does_not_go_while_the_other_is_unknown_though_it_is_settled_on_the_way()
    {
        var journal = new FaultyJournal();
        await using var scene = new JournalScene(journal);
        scene.Options.WaitForEarlierOrders = TimeSpan.Zero;
        var (first, second) = (await scene.PrepareAsync(), await scene.PrepareAsync());
        await scene.LeaveAsync(first, JournalState.Unknown);
        await scene.LeaveAsync(second, JournalState.Unknown);
        var (looking, looked) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        scene.Broker.DuringLook = () =>
        {
            Interlocked.Increment(ref looking);
            return looked.Task;
        };
        await scene.ConnectAsync();
        await Waiting.UntilAsync(() => Volatile.Read(ref looking) == 2);
        var (key, reads) = (JournalEntry.KeyOf(first.Intent.ClientOrderId), 0);
        journal.AfterFind = async entry =>
        {
            if (entry!.Key != key || ++reads != 2) return;
            await journal.TryWriteAsync(entry with { State = JournalState.NotArrived, Version = entry.Version + 1 }, Token);
        };

        var result = await scene.Trading.SubmitAsync(first, Token);
        looked.SetResult();

        Assert.Equal(RecoveryAction.LookUpOrder, Assert.IsType<SubmitResult.Rejected>(result).Error.Recovery);
        Assert.Empty(scene.Broker.Submitted);
    }

    [Theory]
    [InlineData(JournalState.Recorded, JournalState.Rejected)]
    [InlineData(JournalState.AwaitingAnswer, JournalState.Lapsed)]
    public async Task What_a_crash_left_before_sending_or_at_a_question_blocks_nobody(JournalState left, JournalState becomes)
    {
        var lost = await _scene.PrepareAsync();
        await _scene.LeaveAsync(lost, left);

        Assert.IsType<SubmitResult.Placed>(await _scene.Trading.SubmitAsync(await _scene.PrepareAsync(), Token));
        Assert.Equal(becomes, (await _scene.EntryAsync(lost)).State);

        Assert.IsType<SubmitResult.Placed>(await _scene.Trading.SubmitAsync(lost, Token));
        Assert.Equal(2, _scene.Broker.Submitted[1].Attempt);
    }

    [Fact]
    public async Task A_cancel_without_answer_is_settled_by_the_order_itself()
    {
        _scene.Broker.OnCancel = _ => new CancelResult.OutcomeUnknown(Make.Error(BrokerageErrorCode.Timeout));
        _scene.Broker.OnGet = order => ScriptedTrading.Order(order, OrderState.Cancelled);

        await _scene.Trading.CancelAsync(_scene.Ref("77"), Token);

        await _scene.WaitForAsync(JournalEntry.KeyOf(_scene.Ref("77")), JournalState.Placed);
    }

    [Fact]
    public async Task A_cancel_that_shows_late_is_not_given_up_before()
    {
        _scene.Broker.OnCancel = _ => new CancelResult.OutcomeUnknown(Make.Error(BrokerageErrorCode.Timeout));
        _scene.Broker.OnGet = order => ScriptedTrading.Order(
            order, _scene.Clock.GetUtcNow() - Make.Noon < TimeSpan.FromSeconds(9) ? OrderState.Working : OrderState.Cancelled);

        await _scene.Trading.CancelAsync(_scene.Ref("77"), Token);

        var key = JournalEntry.KeyOf(_scene.Ref("77"));
        await Waiting.UntilAsync(
            async () => (await _scene.Journal.FindAsync(key, Token))!.State != JournalState.Unknown, () => _scene.Clock.AdvanceToNextTimer());

        Assert.Equal(JournalState.Placed, (await _scene.Journal.FindAsync(key, Token))!.State);
    }

    [Fact]
    public async Task The_only_order_that_fits_is_taken_only_once_no_other_can_show_up()
    {
        var delay = TimeSpan.FromSeconds(5);
        var order = await LoseAnswerAsync(_ => _scene.Clock.GetUtcNow() - Make.Noon < TimeSpan.FromSeconds(4)
            ? new Sighting.Found([ScriptedTrading.Order(_scene.Ref("1"))]) { VisibilityDelay = delay }
            : new Sighting.Ambiguous([ScriptedTrading.Order(_scene.Ref("1")), ScriptedTrading.Order(_scene.Ref("2"))]));
        await Waiting.UntilAsync(() => _scene.Broker.Looks >= 8, () => _scene.Clock.AdvanceToNextTimer());

        Assert.Equal(JournalState.Unknown, (await _scene.EntryAsync(order)).State);
    }

    [Fact]
    public async Task A_look_that_took_long_proves_no_more_than_when_it_began()
    {
        var looks = 0;
        var delay = TimeSpan.FromSeconds(30);
        var order = await LoseAnswerAsync(_ =>
        {
            // The first three begin before the delay is over and end after it.
            if (++looks <= 3) _scene.Clock.Advance(TimeSpan.FromSeconds(looks == 1 ? 30 : 0));
            return looks <= 3 ? new Sighting.NotSeen(delay, ProvesAbsence: true) : new Sighting.Found([ScriptedTrading.Order(_scene.Ref("94"))]);
        });

        await _scene.WaitForAsync(order, JournalState.Placed);
    }

    [Fact]
    public async Task What_an_earlier_run_lost_is_looked_for_from_the_first_connection_on()
    {
        var lost = await _scene.PrepareAsync();
        await _scene.RestartAsync();
        await _scene.LeaveAsync(lost, JournalState.Sending);
        _scene.Broker.OnFind = _ => new Sighting.Found([ScriptedTrading.Order(_scene.Ref("96"))]);

        await _scene.ConnectAsync();

        await _scene.WaitForAsync(lost, JournalState.Placed);
        Assert.Empty(_scene.Broker.Submitted);
    }

    [Fact]
    public async Task A_closed_connection_looks_no_more_and_the_next_one_goes_on()
    {
        var order = await LoseAnswerAsync(_ => new Sighting.NotSeen(TimeSpan.FromSeconds(5), ProvesAbsence: false));
        await _scene.RestartAsync();
        var looks = _scene.Broker.Looks;
        _scene.Clock.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(looks, _scene.Broker.Looks);

        _scene.Broker.OnFind = _ => new Sighting.Found([ScriptedTrading.Order(_scene.Ref("93"))]);
        await _scene.Trading.SubmitAsync(await _scene.PrepareAsync(), Token);
        Assert.Equal(JournalState.Placed, (await _scene.EntryAsync(order)).State);
    }

    private async Task<PreparedOrder> LoseAnswerAsync(Func<int, Sighting> find)
    {
        var order = await _scene.PrepareAsync();
        _scene.Broker.OnSubmit = (sent, _) => Task.FromResult(ScriptedTrading.Unknown(sent));
        _scene.Broker.OnFind = _ => find(_scene.Broker.Looks);
        Assert.IsType<SubmitResult.OutcomeUnknown>(await _scene.Trading.SubmitAsync(order, Token));
        _scene.Broker.OnSubmit = (_, _) => Task.FromResult(ScriptedTrading.Placed("95"));
        return order;
    }
}
