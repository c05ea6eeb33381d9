using Brokerage.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Orders.Journal;

/// <summary>A connection that is removed while it is sending, and added again under its id before it has ended.</summary>
public sealed class SameIdAgainTests : IAsyncDisposable
{
    private readonly MemoryOrderJournal _journal = new();
    private readonly ScriptedTrading _broker = new();
    private readonly TaskCompletionSource<SubmitResult> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly OrderIntent _intent = Make.Limit(Make.Ref("one"));
    private readonly FakeHost _host;
    private IBrokerageConnection? _second;

    public SameIdAgainTests()
    {
        _host = new FakeHost(builder => builder.UseOrderJournal(_ => _journal));
        _broker.OnSubmit = (_, _) => _answer.Task;
        _broker.OnFind = _ => new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: true);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        if (_second is not null) await _second.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Fact]
    public async Task What_the_first_is_sending_is_no_dead_runs()
    {
        var placing = await SendOverBothAsync();

        Assert.Equal((JournalState.Sending, 0), (await StateAsync(), _broker.Looks));
        _answer.SetResult(ScriptedTrading.Placed("77"));
        Assert.IsType<SubmitResult.Placed>(await placing);
        Assert.Equal(JournalState.Placed, await StateAsync());
    }

    [Fact]
    public async Task A_question_that_the_first_brings_is_kept()
    {
        _broker.OnFind = _ => new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: false);
        var placing = await SendOverBothAsync();

        _answer.SetResult(new SubmitResult.NeedsConfirmation(_broker.Submitted[0] with { Attempt = 2 }, [new Question("q", "fake", "Sure?", ["yes"])], null));
        Assert.IsType<SubmitResult.NeedsConfirmation>(await placing);
        Assert.Equal(JournalState.AwaitingAnswer, await StateAsync());
    }

    [Fact]
    public async Task A_lost_answer_of_the_first_is_looked_for_by_the_second()
    {
        var placing = await SendOverBothAsync();
        _broker.OnFind = _ => new Sighting.Found([ScriptedTrading.Order(new OrderRef(_intent.Account, OrderId.Parse("78")))]);

        _answer.SetResult(ScriptedTrading.Unknown(_broker.Submitted[0]));
        Assert.IsType<SubmitResult.OutcomeUnknown>(await placing);

        await Waiting.UntilAsync(async () => await StateAsync() == JournalState.Placed, () => _host.Clock.AdvanceToNextTimer());
    }

    // The first is held up at the broker; the second is open, and a minute and more goes by.
    private async Task<Task<SubmitResult>> SendOverBothAsync()
    {
        var first = new FakeConnection(_intent.Account) { Trading = _broker };
        _host.Add(first);
        var placing = _host.Brokerage.Orders.PlaceAsync(_intent, Token);
        await Waiting.UntilAsync(() => _broker.Submitted.Count > 0);
        var removing = _host.Connections.RemoveAsync(first.Connection, Token);
        Assert.False(removing.IsCompleted);
        _host.Add(new FakeConnection(_intent.Account) { Trading = _broker });
        _second = await _host.Connections.LeaseAsync(first.Connection, Token);
        var steps = 0;
        await Waiting.UntilAsync(() => steps++ > 500, () => _host.Clock.Advance(TimeSpan.FromMilliseconds(200)));
        return placing;
    }

    private async Task<JournalState> StateAsync() => (await _journal.FindAsync(JournalEntry.KeyOf(_intent.ClientOrderId), Token))!.State;
}
