namespace Brokerage;

/// <summary>
/// What one wish may still do to an account. Made under the account's lock before the wish leaves; gone when its end is known and a reading
/// that began afterwards shows what it left. Guarded by that lock.
/// </summary>
internal sealed class Reservation(string key, PreparedOrder? order, Exposure[] exposures, decimal need)
{
    public const long Never = long.MaxValue;

    // A wish has few orders, and many wishes none yet: arrays that grow, rather than tables.
    private Sight[] _seen = [];
    private bool _hasSuccessors;

    // Every wish asks what every other may still do, and few of them have changed since the last asked: kept for those with one exposure, which
    // nearly all are. Null after a change.
    private (decimal Low, decimal High)? _remaining;

    // Made when somebody waits: few wishes are sent twice at the same time.
    private TaskCompletionSource? _sending;
    private bool _hasBeenSent;

    public string Key => key;

    /// <summary>The wish; null for an order that was placed elsewhere and is being changed.</summary>
    public PreparedOrder? Order => order;

    /// <summary>The account, as its order names it; null where there is no order.</summary>
    public AccountRef? At { get; init; }

    /// <summary>From the wish's beginning to its end; for a change, what it adds to the order that it changes.</summary>
    public Exposure[] Exposures
    {
        get;
        set => (field, _remaining) = (value, null);
    } = exposures;

    /// <summary>The buying power that it may take, in the account's base currency.</summary>
    public decimal Need { get; set; } = need;

    /// <summary>True where nobody has reckoned what it needs: an order of an earlier run, or one that was placed elsewhere.</summary>
    public bool IsNeedUntold { get; init; }

    /// <summary>
    /// True where nobody asked what it is worth, as of what only makes positions smaller: the values are what it names itself or had before, which
    /// is enough for positions and not for buying power.
    /// </summary>
    public bool IsWorthUntold { get; set; }

    public ReservationState State { get; set; }

    /// <summary>True where this program is its sender.</summary>
    public bool IsSentHere { get; init; }

    /// <summary>The trading day that it counts on; null for a change.</summary>
    public DateOnly? Day { get; init; }

    /// <summary>The keys of changes that are a part of it by now.</summary>
    public string[] Aliases { get; private set; } = [];

    /// <summary>The broker's orders of it.</summary>
    public OrderId[] Orders { get; private set; } = [];

    /// <summary>The order that it changes.</summary>
    public Reservation? Changes { get; init; }

    /// <summary>What it comes to once the change is known to be done.</summary>
    public Exposure[]? AfterChange { get; init; }

    /// <summary>How many changes of it nobody knows the end of: it is not over before.</summary>
    public int ChangesUnderWay { get; set; }

    /// <summary>On a changed order: the change that was taken and does not show yet.</summary>
    public PendingChange? Pending { get; private set; }

    /// <summary>True where it is one order and no plan, so that a change of that order says what the whole comes to.</summary>
    public bool IsSingle { get; init; } = order is { Intent: OrderIntent.New { Plan: OrderPlan.Single } };

    /// <summary>Since when the broker's own buying power counts it.</summary>
    public long CountedSince { get; set; } = Never;

    /// <summary>Since when nothing more can come of it.</summary>
    public long FinalSince
    {
        get;
        set => (field, _remaining) = (value, null);
    } = Never;

    /// <summary>True where the current reading's buying power counts it.</summary>
    public bool IsCounted { get; set; }

    /// <summary>True when all its orders are known to be over.</summary>
    public bool IsOver
    {
        get
        {
            if (State != ReservationState.Working || Orders.Length == 0) return false;
            foreach (var id in Orders)
            {
                if (!IsFinal(id)) return false;
            }

            return true;
        }
    }

    public void Know(OrderId id)
    {
        if (Array.IndexOf(Orders, id) < 0) Orders = [.. Orders, id];
    }

    public bool IsFinal(OrderId id) => SightOf(id) is { IsFinal: true };

    public void See(OrderId id, (Instrument Instrument, decimal Units)[] fills, bool isFinal)
    {
        var sight = SightFor(id);
        sight.Fills = Grown(sight.Fills, fills);
        sight.IsFinal |= isFinal;
        _remaining = null;
    }

    /// <summary>An order has taken another's place.</summary>
    public void Follow(OrderId successor, OrderId predecessor)
    {
        if (successor == predecessor) return;
        SightFor(successor).Replaces = predecessor;
        _hasSuccessors = true;
        _remaining = null;
    }

    /// <summary>A change was taken: until it shows, both may be live.</summary>
    public void Change(Reservation change)
    {
        Exposures = ExposureMath.Both(Exposures, change.Exposures);
        Need += change.Need;
        CountedSince = change.CountedSince;
        IsCounted = false;
        Pending = change.AfterChange is { } after ? new PendingChange(after, change.Orders, (change.Order?.Intent as OrderIntent.Replace)?.Target, change.IsWorthUntold) : null;
        Aliases = [.. Aliases, change.Key];
        if (change is { Order.Intent: OrderIntent.Replace { Target: var target }, Orders: [var successor, ..] }) Follow(successor, target);
    }

    /// <inheritdoc cref="AccountRisk.SentAsync"/>
    public Task SentAsync(TaskCreationOptions waking) =>
        !IsSentHere || _hasBeenSent ? Task.CompletedTask : (_sending ??= new TaskCompletionSource(waking)).Task;

    /// <returns>What those wait for who have asked for it; null where nobody does.</returns>
    public TaskCompletionSource? EndSending()
    {
        _hasBeenSent = true;
        return _sending;
    }

    /// <summary>The change shows: from now on the order that came of it counts, and of those before it what they had filled.</summary>
    public void Show(Order order)
    {
        if (Pending is not { } pending || pending.ShownBy(order) is not { } shown) return;
        // A dear order that was made smaller without anybody asking for its worth is as dear as it was.
        (Exposures, IsWorthUntold, Pending) = (pending.IsWorthUntold ? ExposureMath.AtLeast(shown, Exposures) : shown, pending.IsWorthUntold, null);
        foreach (var sight in _seen) sight.IsReplaced |= sight.Id != order.Ref.Order;
        _remaining = null;
    }

    /// <summary>A reading of positions begins: what is filled by now will be in it.</summary>
    public void Mark()
    {
        foreach (var sight in _seen) sight.Marked = sight.Fills;
    }

    /// <summary>That reading has arrived.</summary>
    /// <returns>False where something was filled meanwhile: the next reading will show it.</returns>
    public bool Settle(long began)
    {
        var isQuiet = true;
        foreach (var sight in _seen)
        {
            isQuiet &= ReferenceEquals(sight.Fills, sight.Marked);
            sight.Settled = sight.Marked;
        }

        IsCounted = CountedSince < began;
        _remaining = null;
        return isQuiet;
    }

    /// <summary>By how much it may still change what the current reading shows of the instrument of one of its exposures.</summary>
    /// <param name="row">The exposure's place in <see cref="Exposures"/>.</param>
    public (decimal Low, decimal High) Remaining(int row)
    {
        if (Exposures.Length > 1) return Remaining(Exposures[row]);

        return _remaining ??= Remaining(Exposures[row]);
    }

    // Brokers differ in whether an order that has taken another's place counts what that one had filled: the worse of both.
    private (decimal Low, decimal High) Remaining(Exposure row)
    {
        var alone = RemainingAlone(row);
        if (!_hasSuccessors) return alone;

        var carried = RemainingCarried(row);
        return (Math.Min(alone.Low, carried.Low), Math.Max(alone.High, carried.High));
    }

    // Every order tells its own fills.
    private (decimal Low, decimal High) RemainingAlone(Exposure row)
    {
        var sum = new FillSum();
        decimal less = 0m, more = 0m;
        foreach (var sight in _seen)
        {
            var (has, isSettled) = (Sight.Of(sight.Fills, row.Instrument), Sight.Of(sight.Settled, row.Instrument));
            if (sight.IsReplaced) (less, more) = (less + Math.Min(0m, has - isSettled), more + Math.Max(0m, has - isSettled));
            else sum.Add(has, isSettled);
        }

        var (low, high) = sum.Remaining(row, FinalSince != Never);
        return (low + less, high + more);
    }

    // The last order of a chain tells the fills of all before it; while it is young, one before it may know more.
    private (decimal Low, decimal High) RemainingCarried(Exposure row)
    {
        var sum = new FillSum();
        foreach (var sight in _seen)
        {
            if (sight.Replaces is { } predecessor && SightOf(predecessor) is not null) continue;
            decimal has = 0m, isSettled = 0m;
            for (var next = sight; next is not null; next = SuccessorOf(next))
            {
                has = Larger(has, Sight.Of(next.Fills, row.Instrument));
                isSettled = Larger(isSettled, Sight.Of(next.Settled, row.Instrument));
            }

            sum.Add(has, isSettled);
        }

        return sum.Remaining(row, FinalSince != Never);
    }

    // A list that was read before a stream told a fill may arrive after it. The same array where nothing has grown: see Settle.
    private static (Instrument Instrument, decimal Units)[] Grown(
        (Instrument Instrument, decimal Units)[] known, (Instrument Instrument, decimal Units)[] fills)
    {
        if (known.Length != fills.Length) return fills;

        var grows = false;
        for (var i = 0; i < fills.Length; i++)
        {
            if (fills[i].Instrument != known[i].Instrument) return fills;
            if (Larger(known[i].Units, fills[i].Units) == known[i].Units) fills[i] = known[i];
            else grows = true;
        }

        return grows ? fills : known;
    }

    private static decimal Larger(decimal one, decimal other) => Math.Abs(other) > Math.Abs(one) ? other : one;

    private Sight? SuccessorOf(Sight sight)
    {
        foreach (var other in _seen)
        {
            if (other.Replaces == sight.Id) return other;
        }

        return null;
    }

    private Sight SightFor(OrderId id)
    {
        var sight = SightOf(id);
        if (sight is null) _seen = [.. _seen, sight = new Sight(id)];
        return sight;
    }

    private Sight? SightOf(OrderId id)
    {
        foreach (var sight in _seen)
        {
            if (sight.Id == id) return sight;
        }

        return null;
    }

    private sealed class Sight(OrderId id)
    {
        public OrderId Id => id;

        public (Instrument Instrument, decimal Units)[] Fills { get; set; } = [];

        public (Instrument Instrument, decimal Units)[] Marked { get; set; } = [];

        public (Instrument Instrument, decimal Units)[] Settled { get; set; } = [];

        public bool IsFinal { get; set; }

        /// <summary>The order whose place it took.</summary>
        public OrderId? Replaces { get; set; }

        /// <summary>True where another order of the same wish has taken its place.</summary>
        public bool IsReplaced { get; set; }

        public static decimal Of((Instrument Instrument, decimal Units)[] fills, Instrument instrument)
        {
            var sum = 0m;
            foreach (var fill in fills)
            {
                if (fill.Instrument == instrument) sum += fill.Units;
            }

            return sum;
        }
    }
}
