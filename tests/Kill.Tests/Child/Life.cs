using Brokerage.Kill.Tests.Apps;
using Brokerage.Kill.Tests.Scenes;

namespace Brokerage.Kill.Tests.Child;

/// <summary>One order's way to the point where its process dies.</summary>
internal sealed class Life
{
    private readonly Errand _errand;
    private readonly Scene _scene;
    private readonly Parent _parent;
    private readonly JumpingTime _time;
    private readonly SendTap _sends;
    private readonly IOrderJournal _journal;
    private readonly Application _application;
    private readonly TaskCompletionSource _recorded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _armed;

    public Life(Errand errand, Parent parent)
    {
        (_errand, _scene, _parent) = (errand, errand.Scene, parent);
        _time = new JumpingTime(errand.Start, _ => Task.CompletedTask);
        _sends = new SendTap { Share = _scene.Point == KillPoint.WhileSending ? _scene.Sent : null, Sent = AfterSendAsync };
        _journal = Journals.Open(errand);
        _application = new Application(errand, new JournalTap(_journal, WriteAsync), _time, Tap)
        {
            Configure = handler => handler.ConnectCallback = _sends.OpenAsync,
        };
    }

    public DateTimeOffset Now => _time.GetUtcNow();

    /// <summary>The process dies while it looks for what it, or one before it, has sent.</summary>
    private bool DiesLooking => _errand.Resolve || (_scene.Point == KillPoint.WhileResolving && !_scene.SecondProcess);

    public async Task<string> SendAsync()
    {
        await _application.OpenAsync();
        var target = _scene.HasBase ? await PlaceBaseAsync() : null;
        var prepared = _scene.Rival is Rival.None ? null : await LoseRivalAsync();
        _armed = _sends.Armed = true;
        object result = _scene.Wish switch
        {
            _ when prepared is not null => await _application.Orders.SubmitAsync(prepared),
            Wish.Cancel => await _application.Orders.CancelAsync(target!),
            Wish.Replace => await _application.Orders.PlaceAsync(OrderIntent.Modify(target!, Terms.Change(_errand.Price), _scene.Id)),
            _ => await _application.Orders.PlaceAsync(
                OrderIntent.Place(_application.Account, Terms.Plan(_scene, _errand.Price), _scene.Id)),
        };
        // What looks for the outcome dies there, unless there is nothing more to look for.
        if (DiesLooking && result is SubmitResult.OutcomeUnknown or CancelResult.OutcomeUnknown) await _application.Log.GaveUp;
        return result.ToString() ?? "";
    }

    public async Task<string> ResolveAsync()
    {
        _armed = true;
        await _application.OpenAsync();
        if ((await _journal.ListOpenAsync()).Count == 0) return "nothing to look for";

        await _application.Log.GaveUp;
        return "gave up";
    }

    private LookTap Tap(ITrading trading) => new(trading, number => LookAsync(number, 0), number => LookAsync(number, 1))
    {
        CountsReads = _scene.Wish == Wish.Cancel,
    };

    // Both are prepared before either leaves, so that nothing that was there before tells them apart.
    private async Task<PreparedOrder> LoseRivalAsync()
    {
        var rival = await _application.Orders.PrepareAsync(OrderIntent.Place(_application.Account, Terms.Plan(_scene, _errand.Price), _scene.RivalId));
        var ours = await _application.Orders.PrepareAsync(OrderIntent.Place(_application.Account, Terms.Plan(_scene, _errand.Price), _scene.Id));
        var lost = await _application.Orders.SubmitAsync(rival);
        return lost is SubmitResult.OutcomeUnknown ? ours : throw new InvalidOperationException($"The second wish for the same: {lost}.");
    }

    private async Task<OrderRef> PlaceBaseAsync()
    {
        var placed = await _application.Orders.PlaceAsync(OrderIntent.Place(_application.Account, Terms.Base(_errand.Price), _scene.BaseId));
        return placed is SubmitResult.Placed { Orders: [{ Order: { } order }, ..] }
            ? new OrderRef(_application.Account, order)
            : throw new InvalidOperationException($"The order to begin with: {placed}.");
    }

    private async ValueTask<bool> WriteAsync(JournalEntry entry, Func<ValueTask<bool>> write)
    {
        if (!_armed) return await write();
        if (entry.State == JournalState.Sending) _recorded.TrySetResult();
        if (entry.Key == JournalEntry.KeyOf(_scene.RivalId) && !DiesLooking) return await write();
        if (DiesLooking) return await WriteWhileLookingAsync(entry, write);
        return entry.State == JournalState.Sending ? await RecordAsync(write) : await OutcomeAsync(write);
    }

    private async Task<bool> WriteWhileLookingAsync(JournalEntry entry, Func<ValueTask<bool>> write)
    {
        // Found or absent; that it is unknown is only where the looking begins.
        var settles = !JournalLifecycle.IsUnsettled(entry.State);
        return settles ? await DieAsync<bool>() : await write();
    }

    private async Task<bool> RecordAsync(Func<ValueTask<bool>> write)
    {
        switch (_scene.Point)
        {
            case KillPoint.BeforeRecord:
                return await DieAsync<bool>();
            case KillPoint.WhileRecording:
                // The kill follows at once and hits whatever the writing has come to.
                _parent.Tell(Parent.Waits, _errand.Place, Now, "");
                await _parent.Go;
                _ = write().AsTask();
                await Task.Delay(Timeout.InfiniteTimeSpan);
                return false;
            case KillPoint.AfterRecord:
                await write();
                return await DieAsync<bool>();
            default:
                return await write();
        }
    }

    private async Task<bool> OutcomeAsync(Func<ValueTask<bool>> write)
    {
        if (_scene.Point == KillPoint.BeforeOutcome) return await DieAsync<bool>();

        var written = await write();
        return _scene.Point == KillPoint.AfterOutcome ? await DieAsync<bool>() : written;
    }

    private async Task AfterSendAsync()
    {
        var dies = _scene.Point is KillPoint.WhileSending or KillPoint.AfterSending || (_scene.Point == KillPoint.WhileResolving && _scene.SecondProcess);
        if (dies) await DieAsync<bool>();
        if (_scene.Silent && _scene.Fault is LineFault.LostRequest or LineFault.LostAnswer or LineFault.Delay) _ = ExpireAsync();
    }

    // The answer never comes: the time-out need not be waited for, but the request must have begun to wait.
    private async Task ExpireAsync()
    {
        while (true)
        {
            await Task.Delay(100);
            _application.Patience.Expire();
        }
    }

    private async Task LookAsync(int number, int part)
    {
        // Its search is as old as its loss: it must not be over before ours has begun.
        if (_scene.Rival is not Rival.None && !_errand.Resolve) await _recorded.Task;
        if (_armed && DiesLooking && number >= _scene.Look && part == _scene.LookPart) await DieAsync<bool>();
    }

    private Task<T> DieAsync<T>() => _parent.DieAsync<T>(_errand.Place, Now);
}
