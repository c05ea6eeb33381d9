using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Orders.Journal;

/// <summary>A search that goes on for long: clocks are set, brokers are down, and the wish is sent again meanwhile.</summary>
public sealed class LongSearchTests : IAsyncDisposable
{
    private const int NeedsPerson = 1523;
    private readonly JournalScene _scene = new();
    private readonly ShiftedTime _time;

    public LongSearchTests() => _scene.Time = _time = new ShiftedTime(_scene.Clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private TimeSpan Elapsed => _scene.Clock.GetUtcNow() - Make.Noon;

    public ValueTask DisposeAsync() => _scene.DisposeAsync();

    [Fact]
    public async Task A_clock_that_is_set_back_holds_nothing_up()
    {
        var order = await LoseAnswerAsync(() =>
        {
            _time.Shift = TimeSpan.FromHours(-2);
            return new Sighting.NotSeen(TimeSpan.FromSeconds(5), ProvesAbsence: true);
        });

        await _scene.WaitForAsync(order, JournalState.NotArrived);

        Assert.InRange(Elapsed, TimeSpan.FromSeconds(5), TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task A_clock_that_is_set_ahead_proves_nothing_early_and_ends_nothing()
    {
        var delay = TimeSpan.FromSeconds(30);
        var order = await LoseAnswerAsync(() =>
        {
            _time.Shift = TimeSpan.FromHours(1);
            return new Sighting.NotSeen(delay, ProvesAbsence: true);
        });

        await _scene.WaitForAsync(order, JournalState.NotArrived);

        Assert.True(Elapsed >= delay, $"After {Elapsed}.");
    }

    [Fact]
    public async Task A_machine_that_wakes_without_its_network_looks_on()
    {
        var order = await LoseAnswerAsync(() =>
        {
            if (_scene.Broker.Looks > 1) return new Sighting.Found([ScriptedTrading.Order(_scene.Ref("91"))]);
            _time.Shift = TimeSpan.FromMinutes(40);
            throw new BrokerageException(Make.Error(BrokerageErrorCode.ConnectionFailed));
        });

        await _scene.WaitForAsync(order, JournalState.Placed);
    }

    [Fact]
    public async Task A_broker_that_is_down_for_hours_is_asked_when_it_is_back_and_a_person_is_told_once()
    {
        var order = await LoseAnswerAsync(() => Elapsed < TimeSpan.FromHours(2)
            ? throw new BrokerageException(Make.Error(BrokerageErrorCode.BrokerUnavailable))
            : new Sighting.NotSeen(TimeSpan.FromSeconds(5), ProvesAbsence: true));

        await _scene.WaitForAsync(order, JournalState.NotArrived);

        Assert.Single(_scene.Log.Events, NeedsPerson);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_search_never_ends_without_a_word(bool fails)
    {
        var order = await LoseAnswerAsync(() => fails
            ? throw new BrokerageException(Make.Error(BrokerageErrorCode.InvalidRequest))
            : new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: false));

        await Waiting.UntilAsync(() => _scene.Log.Events.Contains(NeedsPerson), () => _scene.Clock.AdvanceToNextTimer());

        Assert.Equal(JournalState.Unknown, (await _scene.EntryAsync(order)).State);
    }

    [Fact]
    public async Task Neither_does_that_for_a_cancel()
    {
        _scene.Broker.OnCancel = _ => new CancelResult.OutcomeUnknown(Make.Error(BrokerageErrorCode.Timeout));
        await _scene.Trading.CancelAsync(_scene.Ref("77"), Token); // and the broker has no such order to show

        await Waiting.UntilAsync(() => _scene.Log.Events.Contains(NeedsPerson), () => _scene.Clock.AdvanceToNextTimer());
    }

    [Fact]
    public async Task What_was_learnt_of_one_attempt_judges_no_other()
    {
        var order = await LoseAnswerAsync(() => new Sighting.NotSeen(TimeSpan.FromMinutes(5), ProvesAbsence: false));
        await Waiting.UntilAsync(() => Elapsed > TimeSpan.FromMinutes(20), () => _scene.Clock.AdvanceToNextTimer());
        var entry = await _scene.EntryAsync(order);
        await _scene.Journal.TryWriteAsync(entry with { State = JournalState.NotArrived, Version = entry.Version + 1 }, Token);
        _scene.Broker.OnFind = _ => new Sighting.NotSeen(TimeSpan.FromMinutes(5), ProvesAbsence: true);

        Assert.IsType<SubmitResult.OutcomeUnknown>(await _scene.Trading.SubmitAsync(order, Token));
        var lost = Elapsed;
        await _scene.WaitForAsync(order, JournalState.NotArrived);

        Assert.Equal(2, _scene.Broker.Submitted.Count);
        Assert.True(Elapsed - lost >= TimeSpan.FromMinutes(5), $"After {Elapsed - lost}.");
    }

    [Fact]
    public async Task A_search_that_gives_up_begins_anew_where_the_wish_was_lost_again_during_its_last_look()
    {
        var order = await LoseAnswerAsync(() => new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: false));
        _scene.Broker.DuringLook = async () =>
        {
            if (Elapsed < _scene.Options.LookFor) return;
            _scene.Broker.DuringLook = null;
            var entry = await _scene.EntryAsync(order);
            await _scene.Journal.TryWriteAsync(entry with { State = JournalState.NotArrived, Version = entry.Version + 1 }, Token);
            Assert.IsType<SubmitResult.OutcomeUnknown>(await _scene.Trading.SubmitAsync(order, Token));
            var looks = _scene.Broker.Looks;
            _scene.Broker.OnFind = _ => _scene.Broker.Looks > looks
                ? new Sighting.Found([ScriptedTrading.Order(_scene.Ref("93"))])
                : new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: false);
        };

        await _scene.WaitForAsync(order, JournalState.Placed);

        Assert.Equal(2, _scene.Broker.Submitted.Count);
    }

    [Fact]
    public async Task While_the_next_attempt_is_being_sent_nothing_is_looked_for()
    {
        var order = await LoseAnswerAsync(() => new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: false));
        await Waiting.UntilAsync(() => _scene.Broker.Looks > 2, () => _scene.Clock.AdvanceToNextTimer());
        var entry = await _scene.EntryAsync(order);
        await _scene.Journal.TryWriteAsync(entry with { State = JournalState.NotArrived, Version = entry.Version + 1 }, Token);
        var answer = new TaskCompletionSource<SubmitResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        _scene.Broker.OnSubmit = (_, _) => answer.Task;
        var again = _scene.Trading.SubmitAsync(order, Token);
        await Waiting.UntilAsync(() => _scene.Broker.Submitted.Count == 2);
        _scene.Broker.OnFind = _ => new Sighting.Found([ScriptedTrading.Order(_scene.Ref("somebody-elses"))]);
        var steps = 0;
        await Waiting.UntilAsync(() => steps++ > 200, () => _scene.Clock.AdvanceToNextTimer());

        Assert.Equal(JournalState.Sending, (await _scene.EntryAsync(order)).State);
        answer.SetResult(ScriptedTrading.Placed("92"));
        Assert.Equal("92", Assert.IsType<SubmitResult.Placed>(await again).Orders[0].Order!.Value.Value);
        Assert.Equal("92", Assert.Single((await _scene.EntryAsync(order)).Orders).Order!.Value.Value);
    }

    private async Task<PreparedOrder> LoseAnswerAsync(Func<Sighting> find)
    {
        var order = await _scene.PrepareAsync();
        _scene.Broker.OnSubmit = (sent, _) => Task.FromResult(ScriptedTrading.Unknown(sent));
        _scene.Broker.OnFind = _ => find();
        Assert.IsType<SubmitResult.OutcomeUnknown>(await _scene.Trading.SubmitAsync(order, Token));
        return order;
    }
}
