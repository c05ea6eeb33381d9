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
        }

        if (_scene.Rival is not Rival.None) await WaitForBothAsync();
        entry = await EntryAsync();

        // A copy that comes later than all looks comes too late to be seen, and must not change anything where the journal says "placed".
        await _world.Line.DeliverAsync(DateTimeOffset.MaxValue);
        Demand(_scene.Wish is Wish.Cancel || _world.Line.Sends <= 1, "it was sent twice");
        await DemandOneOwnerAsync();
        var verdict = await CompareAsync(entry);
        if (await RivalEntryAsync() is { } rival) await CompareRivalAsync(rival);
        await RepeatAsync(entry, verdict);
        await DemandOneOwnerAsync();
        return verdict;
    }

    // Until each of the two is settled, or nobody looks for it any more.
    private async Task WaitForBothAsync()
    {
        var began = TimeProvider.System.GetTimestamp();
        while (new[] { await EntryAsync(), await RivalEntryAsync() }.Any(entry =>
            entry is { State: JournalState.Sending or JournalState.Unknown } && !_application.Log.HasGivenUp(entry.Key)))
        {
            Demand(TimeProvider.System.GetElapsedTime(began) < TimeSpan.FromSeconds(20), "neither settled nor given up");
            await Task.Delay(2);
        }
    }

    /// <summary>An order of the broker's is the answer to one wish.</summary>
    private async Task DemandOneOwnerAsync()
    {
        var owned = new List<OrderId>();
        foreach (var id in new[] { _scene.BaseId, _scene.Id, _scene.RivalId })
            owned.AddRange((await _journal.FindAsync(JournalEntry.KeyOf(id)))?.OwnOrders ?? []);
        Demand(owned.Distinct().Count() == owned.Count, $"one order of the broker's is the answer to two wishes: {string.Join(", ", owned)}");
    }

    private async Task CompareRivalAsync(JournalEntry rival)
    {
        var holds = _world.Rivals.Count;
        // A copy of ours that the line made is one more that fits: which is whose nothing tells.
        var isCopied = _scene.Fault is LineFault.Duplicate && Holds() > 1;
        switch (rival.State)
        {
            case JournalState.Placed:
                Demand(holds == 1 || isCopied, "the journal says that the second wish is placed, and the broker does not hold it");
                var named = await _application.Bare.GetOrderAsync(new OrderRef(_application.Account, rival.OwnOrders.First()));
                Demand(named.ClientOrderId == _scene.RivalId || (isCopied && named.ClientOrderId == _scene.Id), "the second wish has an order that is not its own");
                return;
            case JournalState.NotArrived or JournalState.Rejected:
                Demand(holds == 0, $"the journal says that the second wish is {rival.State}, and the broker holds it");
                return;
            default:
                Demand(rival.State == JournalState.Unknown && holds + Holds() > 0, $"the journal says that the second wish is {rival.State}, and the broker holds {holds}");
                return;
        }
    }

    private async Task<JournalEntry?> RivalEntryAsync() => await _journal.FindAsync(JournalEntry.KeyOf(_scene.RivalId));

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
                Demand(!_scene.IsKnownById && Candidates(holds) > (_scene.Rival is Rival.None ? 1 : 0), $"the journal says Unknown, and the broker holds {holds}");
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
        // What an earlier run left open keeps everything else of the account back.
        var waits = verdict is Verdict.NotRecorded or Verdict.Absent && await RivalEntryAsync() is { State: JournalState.Unknown };
        var fits = verdict == Verdict.Unknown ? result is SubmitResult.OutcomeUnknown : waits ? result is SubmitResult.Rejected : result is SubmitResult.Placed;
        Demand(fits, $"repeated, it is {result}");
        var expected = verdict is Verdict.NotRecorded or Verdict.Absent && !waits ? 1 : before;
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

    private int Candidates(int holds) => holds + _world.Rivals.Count + (_scene.Twin == Twin.After ? _world.Twins : 0);

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
