namespace Brokerage;

/// <summary>
/// Reads what the limits are judged by, through the guarded connection: orders first, then positions and balance. So a fill that the orders
/// show is in the positions, and one that comes in between is counted twice rather than not at all.
/// </summary>
internal sealed class RiskReader(IBrokerageConnection connection, ITrading trading, IOrderJournal journal, TimeProvider time)
{
    private const int MostPages = 100;

    public async Task<RiskReading> ReadAsync(AccountRef at, AccountRisk account)
    {
        var id = at.Account;
        var started = time.GetTimestamp();
        var isRestored = await RestoreAsync(at, account).ConfigureAwait(false);
        var open = await trading.GetOpenOrdersAsync(id).ConfigureAwait(false);
        var listed = new HashSet<OrderId>();
        Exposure[] elsewhere = [];
        foreach (var order in open.Items)
        {
            List(order, listed);
            if (!account.See(order) && order.Shape.Value != OrderShape.Event) elsewhere = ExposureMath.Both(elsewhere, OrderReading.RemainingOf(order));
        }

        foreach (var (reservation, order) in account.NotListed(listed)) await AskAsync(reservation, order, account).ConfigureAwait(false);

        var began = account.Begin();
        var balance = connection.Accounts.GetBalanceAsync(id);
        var positions = await connection.Accounts.GetPositionsAsync(id).ConfigureAwait(false);
        return new RiskReading
        {
            Balance = await balance.ConfigureAwait(false),
            Positions = Sum(positions.Items),
            Elsewhere = elsewhere,
            HoldsOrders = connection.Features.Abilities.TryGetValue(Ability.BuyingPowerHoldsOrders, out var holds) && holds.Support == Support.Native,
            Gap = !isRestored ? "an order that an earlier run has changed could not be read" : !open.IsComplete ? "the open orders could not be read whole" : !positions.IsComplete ? "the positions could not be read whole" : null,
            Began = began,
            At = started,
        };
    }

    /// <summary>The orders of an account since an instant.</summary>
    public async Task<int> CountAsync(AccountId id, DateTimeOffset from, CancellationToken cancellationToken = default)
    {
        var count = 0;
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var orders = await trading.GetOrderHistoryAsync(new HistoryQuery(id, from, time.GetUtcNow(), cursor), cancellationToken).ConfigureAwait(false);
            count += orders.Items.Count(order => order.SubmittedAt is not { } at || at >= from && IsOrder(order));
            if (orders.Next is null) return count;
            cursor = orders.Next;
        }

        throw WorthErrors.Of("The orders of the day could not be counted: there are too many pages of them.");
    }

    /// <summary>Looks at what became of a wish whose outcome is not known: a person or another channel may have settled it.</summary>
    public async ValueTask LookAsync(Reservation reservation, AccountRisk account, CancellationToken cancellationToken = default)
    {
        if (reservation.State != ReservationState.Unknown || reservation.Order is not { } order) return;
        var entry = await journal.FindAsync(JournalEntry.KeyOf(order.Intent.ClientOrderId), cancellationToken).ConfigureAwait(false);
        if (entry is null) return;
        if (entry.State == JournalState.Placed) account.Place(reservation, entry.Orders, isJudged: false, snapshot: null);
        else if (JournalLifecycle.ProvesAbsence(entry.State)) account.Release(reservation);
    }

    // An earlier run of the program may have left wishes of which nobody knows what came of them. False where one could not be understood.
    private async ValueTask<bool> RestoreAsync(AccountRef at, AccountRisk account)
    {
        var isWhole = true;
        foreach (var entry in await journal.ListOpenAsync(at).ConfigureAwait(false))
        {
            if (JournalLifecycle.IsUnsettled(entry.State) && entry.Order is { } order) isWhole &= await RestoreAsync(order, account).ConfigureAwait(false);
        }

        return isWhole;
    }

    private async ValueTask<bool> RestoreAsync(PreparedOrder order, AccountRisk account)
    {
        if (account.Find(order.Intent.ClientOrderId.Value) is not null) return true;
        try
        {
            switch (order.Intent)
            {
                case OrderIntent.New place:
                    return account.Restore(new RiskRequest(order, RiskWish.ExposuresOf(place.Plan)));
                case OrderIntent.Replace replace:
                    var target = await trading.GetOrderAsync(new OrderRef(replace.Account, replace.Target)).ConfigureAwait(false);
                    return account.Restore(RiskWish.Changing(order, target, replace.Change, account).Request);
                default:
                    return false;
            }
        }
        catch (BrokerageException)
        {
            return false;
        }
    }

    private static bool IsOrder(Order order) =>
        order.State.Value != OrderState.Rejected && order.Shape.Value != OrderShape.Event && order.Parent is null;

    /// <summary>True where the journal has the answer to a wish already. One without known outcome is counted from then on.</summary>
    public async ValueTask<bool> IsAnsweredAsync(PreparedOrder order, AccountRisk account, CancellationToken cancellationToken = default)
    {
        var entry = await journal.FindAsync(JournalEntry.KeyOf(order.Intent.ClientOrderId), cancellationToken).ConfigureAwait(false);
        if (entry is null || !WishBook.IsAnswered(entry.State)) return false;
        if (JournalLifecycle.IsUnsettled(entry.State) && entry.Order is { } sent) await RestoreAsync(sent, account).ConfigureAwait(false);
        return true;
    }

    private static void List(Order order, HashSet<OrderId> listed)
    {
        listed.Add(order.Ref.Order);
        foreach (var child in order.Children) List(child, listed);
    }

    private static Dictionary<Instrument, (decimal Units, decimal UnitValue, Currency Currency)> Sum(IReadOnlyList<Position> positions)
    {
        var sums = new Dictionary<Instrument, (decimal Units, decimal UnitValue, Currency Currency)>(positions.Count);
        foreach (var position in positions)
        {
            var known = sums.GetValueOrDefault(position.Instrument);
            var unit = Math.Abs((position.Price ?? 0m) * (position.Multiplier ?? 1m));
            sums[position.Instrument] = (known.Units + position.Quantity, Math.Max(known.UnitValue, unit), position.Currency);
        }

        return sums;
    }

    // What cannot be asked about stays counted in full.
    private async Task AskAsync(Reservation reservation, OrderId? order, AccountRisk account)
    {
        try
        {
            if (order is { } id)
            {
                account.See(await trading.GetOrderAsync(new OrderRef(reservation.At!, id)).ConfigureAwait(false));
                return;
            }

            await LookAsync(reservation, account).ConfigureAwait(false);
            if (reservation is { State: ReservationState.Working, Order: { } prepared }
                && await trading.FindAsync(prepared).ConfigureAwait(false) is Sighting.Found found)
            {
                account.Found(reservation, found.Orders);
            }
        }
        catch (BrokerageException)
        {
        }
    }
}
