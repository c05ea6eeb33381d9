using Brokerage.Kill.Tests.Apps;
using Brokerage.Kill.Tests.Scenes;

namespace Brokerage.Kill.Tests.Worlds;

/// <summary>
/// After the kill: the program starts again, looks for what was lost, and is asked for the same wish once more. What the journal says is
/// compared with what the exchange holds.
/// </summary>
internal sealed class Afterwards : IAsyncDisposable
{
    private readonly World _world;
    private readonly Scene _scene;
    private readonly IOrderJournal _journal;
    private readonly Application _application;
    private readonly TaskCompletionSource _settled = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Afterwards(World world)
    {
        (_world, _scene) = (world, world.Scene);
        _journal = Journals.Open(world.Errand);
        _application = new Application(world.Errand, new JournalTap(_journal, WriteAsync), new JumpingTime(world.Errand.Start, world.Line.DeliverAsync));
    }

    public static async Task<Verdict> JudgeAsync(World world)
    {
        await using var afterwards = new Afterwards(world);
        return await afterwards.JudgeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        await ((IAsyncDisposable)_journal).DisposeAsync();
    }

    private async Task<Verdict> JudgeAsync()
    {
        await _world.Line.DeliverAsync(_world.Errand.Start);
        await _application.OpenAsync();
        var entry = await EntryAsync();
        if (entry is { State: JournalState.Sending or JournalState.Unknown })
        {
            await Task.WhenAny(_settled.Task, _application.Log.GaveUp).WaitAsync(TimeSpan.FromSeconds(20));
            entry = await EntryAsync();
        }

        // A copy that comes later than all looks comes too late to be seen, and must not change anything where the journal says "placed".
        await _world.Line.DeliverAsync(DateTimeOffset.MaxValue);
        Demand(_scene.Wish is Wish.Cancel || _world.Line.Sends <= 1, "it was sent twice");
        var verdict = await CompareAsync(entry);
        await RepeatAsync(entry, verdict);
        return verdict;
    }

    private async Task<Verdict> CompareAsync(JournalEntry? entry)
    {
        var holds = Holds();
        switch (entry?.State)
        {
            case null:
                Demand(holds == 0, $"nothing is written down, and the broker holds {holds}");
                return Verdict.NotRecorded;
            case JournalState.Rejected or JournalState.NotArrived:
                Demand(holds == 0, $"the journal says {entry.State}, and the broker holds {holds}");
                return Verdict.Absent;
            case JournalState.Placed:
                return await ComparePlacedAsync(entry, holds);
            case JournalState.Unknown:
                Demand(!_scene.IsKnownById && Candidates(holds) > 1, $"the journal says Unknown, and the broker holds {holds}");
                return Verdict.Unknown;
            default:
                throw Wrong($"the journal says {entry?.State}");
        }
    }

    private async Task<Verdict> ComparePlacedAsync(JournalEntry entry, int holds)
    {
        if (_scene.Wish is Wish.Cancel)
        {
            Demand(holds == 1, "the journal says that the cancel arrived, and the order works");
            return Verdict.Placed;
        }

        var named = entry.Orders is [{ Order: { } first }, ..] ? first : throw Wrong("the journal names no order");
        var order = await _application.Bare.GetOrderAsync(new OrderRef(_application.Account, named));
        if (!_world.IsOurs(order))
        {
            // Two that fit are never guessed between; the only one that fits is taken.
            Demand(holds == 0 && _scene is { IsKnownById: false, Twin: Twin.After }, $"the journal names another's order, and the broker holds {holds} of ours");
            return Verdict.TwinTaken;
        }

        var copies = _scene is { Broker: Broker.ByEvidence, Fault: LineFault.Duplicate } ? 2 : 1;
        Demand(holds >= 1 && holds <= copies, $"the journal says Placed, and the broker holds {holds}");
        return Verdict.Placed;
    }

    /// <summary>The same wish once more, as a program does that does not know how its first try ended.</summary>
    private async Task RepeatAsync(JournalEntry? entry, Verdict verdict)
    {
        var before = Holds();
        if (_scene.Wish is Wish.Cancel)
        {
            await RepeatCancelAsync();
            return;
        }

        var prepared = entry?.Order ?? await _application.Orders.PrepareAsync(await IntentAsync());
        var result = await _application.Orders.SubmitAsync(prepared);
        var fits = verdict == Verdict.Unknown ? result is SubmitResult.OutcomeUnknown : result is SubmitResult.Placed;
        Demand(fits, $"repeated, it is {result}");
        var expected = verdict is Verdict.NotRecorded or Verdict.Absent ? 1 : before;
        Demand(Holds() == expected, $"repeated, the broker holds {Holds()} instead of {expected}");
    }

    private async Task RepeatCancelAsync()
    {
        if (_world.Base is null) return;

        var target = await BaseRefAsync();
        var result = await _application.Orders.CancelAsync(target);
        Demand(result is CancelResult.Requested or CancelResult.AlreadyFinal, $"repeated, the cancel is {result}");
        Demand(Holds() == 1, "repeated, the cancel has not arrived");
    }

    /// <summary>How often the broker has acted on the wish.</summary>
    private int Holds()
    {
        var replaced = _world.Base?.State == OrderState.Replaced;
        var ours = _world.Ours;
        if (_scene.Wish is Wish.Cancel) return _world.Base?.State == OrderState.Cancelled ? 1 : 0;
        if (_scene.Wish is Wish.Replace) Demand(replaced == (ours.Count == 1), $"of the replacement half is there: {ours.Count}, replaced {replaced}");
        foreach (var order in ours)
            Demand(order.Shape == (_scene.IsBracket ? OrderShape.Bracket : OrderShape.Single), $"it has the shape {order.Shape}");
        return ours.Count;
    }

    private int Candidates(int holds) => holds + (_scene.Twin == Twin.After ? _world.Twins : 0);

    private async Task<OrderIntent> IntentAsync() => _scene.Wish is Wish.Replace
        ? OrderIntent.Modify(await BaseRefAsync(), Terms.Change(_world.Price), _scene.Id)
        : OrderIntent.Place(_application.Account, Terms.Plan(_scene, _world.Price), _scene.Id);

    private async Task<OrderRef> BaseRefAsync()
    {
        var entry = await _journal.FindAsync(JournalEntry.KeyOf(_scene.BaseId));
        return new OrderRef(_application.Account, entry!.Orders[0].Order!.Value);
    }

    private async Task<JournalEntry?> EntryAsync() => _scene.Wish is Wish.Cancel
        ? await _journal.FindAsync(JournalEntry.KeyOf(await BaseRefAsync()))
        : await _journal.FindAsync(JournalEntry.KeyOf(_scene.Id));

    private async ValueTask<bool> WriteAsync(JournalEntry entry, Func<ValueTask<bool>> write)
    {
        var written = await write();
        if (!JournalLifecycle.IsUnsettled(entry.State)) _settled.TrySetResult();
        return written;
    }

    private void Demand(bool holds, string otherwise)
    {
        if (!holds) throw Wrong(otherwise);
    }

    private InvalidOperationException Wrong(string what) => new($"{_scene}: {what}. The process told: {_world.Told}");
}
