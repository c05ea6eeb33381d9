namespace Brokerage;

/// <summary>
/// A broker's order is the answer to one wish only. Weighs what a look has found where no id tells whose it is: what another wish of the account
/// has is no evidence for this one, and what may as well be that of another open wish proves nothing for either.
/// </summary>
internal sealed class OrderClaims(ITrading trading, WishBook book)
{
    // How far clocks may have been set between two wishes of one account.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);

    /// <summary>What a look for a wish has found, as far as it is evidence for this wish.</summary>
    /// <exception cref="BrokerageException">The broker could not be asked about another open wish.</exception>
    /// <exception cref="IOException">The journal could not be read.</exception>
    public async ValueTask<Sighting> WeighAsync(PreparedOrder order, Sighting sighting, CancellationToken cancellationToken)
    {
        var candidates = CandidatesOf(sighting);
        if (candidates.Count == 0 || candidates.Exists(orders => IsTold(orders, order))) return sighting;

        // Who is open is read before who has what: one that is settled between the two shows its order in the second.
        var open = await book.ListOpenAsync(order.Intent.Account, cancellationToken).ConfigureAwait(false);
        var key = JournalEntry.KeyOf(order.Intent.ClientOrderId);
        var free = new List<IReadOnlyList<Order>>(candidates.Count);
        foreach (var orders in candidates)
        {
            var owner = await OwnerOfAsync(orders, order.Intent, cancellationToken).ConfigureAwait(false);
            if (owner is null) free.Add(orders);
            else if (string.Equals(owner, key, StringComparison.Ordinal)) return candidates.Count == 1 ? sighting : Left(sighting, [orders]);
        }

        var left = free.Count == candidates.Count ? sighting : Left(sighting, free);
        if (left is not Sighting.Found found) return left;

        var there = order.PreparedAt - found.VisibilityDelay - Slack;
        foreach (var rival in open.Where(other => MayBeRival(other, key, order.Intent, there)))
        {
            if (await FitsAsync(rival.Order!, found.Orders, order.Intent, cancellationToken).ConfigureAwait(false))
                return new Sighting.Ambiguous(found.Orders) { VisibilityDelay = found.VisibilityDelay, IsExhaustive = found.IsExhaustive };
        }

        return found;
    }

    /// <summary>The orders that settle a wish, but for those that by their id are another wish's.</summary>
    public static IReadOnlyList<OrderAck> Acks(IReadOnlyList<Order> orders, ClientOrderId wish)
    {
        var own = orders.Where(order => order.ClientOrderId is not { } id || id == wish).ToList();
        return [.. (own.Count > 0 ? own : orders).Select(order => new OrderAck(order.Role, order.Ref.Order))];
    }

    // Found are the orders of one plan, or a chain of changes; of several that fit each stands for itself.
    private static List<IReadOnlyList<Order>> CandidatesOf(Sighting sighting) => sighting switch
    {
        Sighting.Found found => [found.Orders],
        Sighting.Ambiguous several => [.. several.Candidates.Select(order => (IReadOnlyList<Order>)[order])],
        _ => [],
    };

    // By its id an order says itself whose it is.
    private static bool IsTold(IReadOnlyList<Order> orders, PreparedOrder wish) => orders.Any(order =>
        order.ClientOrderId == wish.Intent.ClientOrderId || (order.WireId is { } wire && string.Equals(wire, wish.WireId, StringComparison.Ordinal)));

    // The order that a change changes stands in its chain, and came of another wish.
    private static IEnumerable<OrderRef> OwnOf(IReadOnlyList<Order> orders, OrderIntent intent) =>
        orders.Select(order => order.Ref).Where(order => intent is not OrderIntent.Replace { Target: var target } || order.Order != target);

    private async ValueTask<string?> OwnerOfAsync(IReadOnlyList<Order> orders, OrderIntent intent, CancellationToken cancellationToken)
    {
        foreach (var order in OwnOf(orders, intent))
        {
            if (await book.FindByOrderAsync(order, cancellationToken).ConfigureAwait(false) is { } owner) return owner.Key;
        }

        return null;
    }

    // What is left without the orders of others. How long others take to show up must be known: without that neither is proof.
    private static Sighting Left(Sighting sighting, List<IReadOnlyList<Order>> free)
    {
        var (delay, isExhaustive) = sighting is Sighting.Found found
            ? (found.VisibilityDelay, found.IsExhaustive)
            : (((Sighting.Ambiguous)sighting).VisibilityDelay, ((Sighting.Ambiguous)sighting).IsExhaustive);
        return free switch
        {
            [] => new Sighting.NotSeen(delay, ProvesAbsence: isExhaustive && delay > TimeSpan.Zero),
            [var only] when delay > TimeSpan.Zero => new Sighting.Found(only) { VisibilityDelay = delay, IsExhaustive = isExhaustive },
            _ => new Sighting.Ambiguous([.. free.SelectMany(orders => orders)]) { VisibilityDelay = delay, IsExhaustive = isExhaustive },
        };
    }

    // One that is being sent counts too: its order may be listed before its answer is here. What the broker had taken, and could show, before ours was
    // prepared was there already.
    private static bool MayBeRival(JournalEntry other, string key, OrderIntent intent, DateTimeOffset there) =>
        other.Order is not null && (JournalLifecycle.IsUnsettled(other.State) || (other.LacksOrder && other.ChangedAt >= there))
        && !string.Equals(other.Key, key, StringComparison.Ordinal) && !AreForDifferentThings(other.Intent!, intent);

    // Spares the broker a question whose answer is known: an order of one instrument fits no wish for others. Of a change only the broker knows.
    private static bool AreForDifferentThings(OrderIntent one, OrderIntent other)
    {
        if (one is not OrderIntent.New { Plan: var first } || other is not OrderIntent.New { Plan: var second }) return false;

        var instruments = InstrumentsOf(first).ToHashSet();
        return !instruments.Overlaps(InstrumentsOf(second))
            && !instruments.Concat(InstrumentsOf(second)).Any(instrument => instrument is Instrument.Unclassified);
    }

    private static IEnumerable<Instrument> InstrumentsOf(OrderPlan plan) => plan switch
    {
        OrderPlan.Single single => single.Spec.Legs.Select(leg => leg.Instrument),
        OrderPlan.OneCancels cancels => cancels.Parts.SelectMany(InstrumentsOf),
        OrderPlan.OneTriggers triggers => triggers.First.Legs.Select(leg => leg.Instrument).Concat(InstrumentsOf(triggers.Then)),
        _ => throw new InvalidOperationException("The plans of orders are a closed set."),
    };

    private async Task<bool> FitsAsync(PreparedOrder rival, IReadOnlyList<Order> orders, OrderIntent intent, CancellationToken cancellationToken)
    {
        // Of many lost orders for one thing each is asked about for every other: whoever reads his orders meanwhile goes first.
        using var scope = BrokerageCall.At(CallPriority.Background);
        var seen = await trading.FindAsync(rival, cancellationToken).ConfigureAwait(false);
        var fitting = CandidatesOf(seen).SelectMany(candidate => OwnOf(candidate, rival.Intent)).ToHashSet();
        return OwnOf(orders, intent).Any(fitting.Contains);
    }
}
