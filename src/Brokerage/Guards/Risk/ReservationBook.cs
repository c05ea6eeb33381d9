namespace Brokerage;

/// <summary>The reservations of one account, by their wishes and by the broker's orders of them. Guarded by the account's lock.</summary>
internal sealed class ReservationBook
{
    private readonly List<Reservation> _live = [];
    private readonly Dictionary<string, Reservation> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<OrderId, Reservation> _byOrder = [];

    /// <summary>All that are counted.</summary>
    public List<Reservation> Live => _live;

    public Reservation? Find(string key) => _byKey.GetValueOrDefault(key);

    public Reservation? Find(OrderId order) => _byOrder.GetValueOrDefault(order);

    /// <summary>False where it was forgotten, or has become a part of another.</summary>
    public bool Holds(Reservation reservation) => Find(reservation.Key) == reservation;

    /// <summary>The wish that an order is of; null for one that was placed elsewhere.</summary>
    public Reservation? OwnerOf(Order order)
    {
        if (_byOrder.TryGetValue(order.Ref.Order, out var owner)) return owner;
        if (order.ClientOrderId is { } id && _byKey.TryGetValue(id.Value, out owner)) return owner;
        if (order.Parent is { } parent && _byOrder.TryGetValue(parent, out owner)) return owner;
        return order.Replaces is { } replaced ? _byOrder.GetValueOrDefault(replaced) : null;
    }

    public void Add(Reservation reservation)
    {
        _live.Add(reservation);
        _byKey[reservation.Key] = reservation;
    }

    /// <summary>Notes the broker's order of a wish.</summary>
    public void Know(Reservation reservation, OrderId id)
    {
        reservation.Know(id);
        _byOrder[id] = reservation;
    }

    /// <returns>False if it was not there.</returns>
    public bool Remove(Reservation reservation)
    {
        if (!_live.Remove(reservation)) return false;
        Forget(reservation);
        return true;
    }

    /// <summary>Makes a change that was taken a part of what it changes. While it does not show, either may be live: the larger of both counts.</summary>
    /// <returns>What it changes.</returns>
    public Reservation Merge(Reservation change)
    {
        var changed = change.Changes!;
        _live.Remove(change);
        changed.ChangesUnderWay--;
        changed.Change(change);
        _byKey[change.Key] = changed;
        foreach (var id in change.Orders) Know(changed, id);
        return changed;
    }

    /// <summary>Orders that should still be there and were not listed, and wishes of which nobody knows what came of them.</summary>
    public List<(Reservation Reservation, OrderId? Order)> NotListed(HashSet<OrderId> listed)
    {
        var missing = new List<(Reservation, OrderId?)>();
        foreach (var reservation in _live)
        {
            if (reservation.FinalSince != Reservation.Never || reservation.State == ReservationState.Sending) continue;
            if (reservation.State == ReservationState.Unknown || reservation.Orders.Length == 0) missing.Add((reservation, null));
            foreach (var id in reservation.Orders)
            {
                if (!listed.Contains(id) && !reservation.IsFinal(id)) missing.Add((reservation, id));
            }
        }

        return missing;
    }

    /// <summary>A reading has arrived that began at an instant: what was over by then is in it, and need not be counted any more.</summary>
    public void Settle(long began)
    {
        _live.RemoveAll(reservation =>
        {
            if (!reservation.Settle(began) || reservation.FinalSince >= began) return false;
            Forget(reservation);
            return true;
        });
    }

    private void Forget(Reservation reservation)
    {
        _byKey.Remove(reservation.Key);
        foreach (var alias in reservation.Aliases) _byKey.Remove(alias);
        foreach (var id in reservation.Orders) _byOrder.Remove(id);
    }
}
