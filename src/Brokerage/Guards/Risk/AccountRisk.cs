namespace Brokerage;

/// <summary>
/// One account's reservations. A wish is judged and its reservation made under one lock, so that wishes that come at the same time are
/// counted against each other; it stays until a reading that began after the wish's end shows what it left. Thread-safe.
/// </summary>
internal sealed class AccountRisk
{
    private readonly RiskLimitOptions _limits;
    private readonly TimeProvider _time;
    private readonly Func<TradingMode> _general;
    private readonly Lock _gate = new();
    private readonly ReservationBook _book = new();
    private readonly TradingDays _days;
    private readonly SharedReading _readings;
    private readonly TaskCreationOptions _waking;
    private volatile TradingMode _mode;
    private long _tick;

    public AccountRisk(RiskLimitOptions limits, TimeProvider time, Func<TradingMode> general, TaskCreationOptions waking)
    {
        _limits = limits;
        _time = time;
        _general = general;
        _waking = waking;
        _days = new TradingDays(limits.Calendar);
        _readings = new SharedReading(limits, time, this, waking, _gate, _book.Settle);
    }

    /// <summary>What may be sent: the stricter of the account's own mode and that of all.</summary>
    public TradingMode Mode => (TradingMode)Math.Max((int)_general(), (int)_mode);

    /// <summary>How many wishes and orders are counted.</summary>
    public int Live
    {
        get
        {
            lock (_gate) return _book.Live.Count;
        }
    }

    public void SetMode(TradingMode mode)
    {
        lock (_gate) _mode = mode;
    }

    /// <summary>The present, in the account's own count.</summary>
    public long Now() => Interlocked.Increment(ref _tick);

    public Reservation? Find(string key)
    {
        lock (_gate) return _book.Find(key);
    }

    public Reservation? Find(OrderId order)
    {
        lock (_gate) return _book.Find(order);
    }

    /// <summary>Judges a wish and, if it may go, makes its reservation: in one step, whoever else asks at the same time.</summary>
    public RiskVerdict TryReserve(RiskRequest request)
    {
        var intent = request.Order.Intent;
        lock (_gate)
        {
            if (_book.Find(intent.ClientOrderId.Value) is { } known) return new RiskVerdict(RiskVerdictKind.Known, known);

            var mode = Mode;
            if (mode == TradingMode.Stopped) return new RiskVerdict(RiskVerdictKind.Refused, Reasons: [RiskErrors.Stopped(intent.Account)]);

            var reading = _readings.Last ?? throw new InvalidOperationException("Nothing was read yet.");
            var judge = new RiskJudge(_limits, reading, _book.Live, request);
            if (judge.Reduces()) return Reserve(request, reading, need: 0m);
            if (mode == TradingMode.ReduceOnly) return new RiskVerdict(RiskVerdictKind.Refused, Reasons: [RiskErrors.ReduceOnly(intent.Account)]);
            if (request.Worth is not { } worth) return RiskVerdict.NeedsWorth;

            _days.Turn(_time.GetUtcNow());
            List<BrokerageError>? reasons = null;
            var need = judge.Check(worth, _days.LossOf(reading.Balance), _days.Orders, ref reasons);
            return reasons is null ? Reserve(request, reading, need) : new RiskVerdict(RiskVerdictKind.Refused, Reasons: reasons);
        }
    }

    /// <summary>Takes over an order that was placed elsewhere, before it is changed.</summary>
    public Reservation Adopt(Order order, Exposure[] exposures)
    {
        lock (_gate)
        {
            if (_book.Find(order.Ref.Order) is { } known) return known;
            var adopted = new Reservation("adopted/" + order.Ref.Order.Value, null, exposures, 0m)
            {
                At = order.Ref.Account,
                State = ReservationState.Working,
                CountedSince = 0,
                IsCounted = true,
                IsNeedUntold = true,
                IsSingle = order.Children.Count == 0 && order.Parent is null,
            };
            _book.Add(adopted);
            _book.Know(adopted, order.Ref.Order);
            See(adopted, order);
            return adopted;
        }
    }

    /// <summary>Counts a wish of an earlier run of the program, whose outcome nobody knows.</summary>
    /// <returns>False where the order that it changes has just been forgotten: look again.</returns>
    public bool Restore(RiskRequest request)
    {
        var intent = request.Order.Intent;
        lock (_gate)
        {
            if (_book.Find(intent.ClientOrderId.Value) is not null) return true;
            if (request.Changes is { } changed)
            {
                if (!_book.Holds(changed)) return false;
                // It may be over, and its successor may not: it stays until that is known.
                changed.ChangesUnderWay++;
                changed.FinalSince = Reservation.Never;
            }

            _book.Add(new Reservation(intent.ClientOrderId.Value, request.Order, request.Exposures, 0m)
            {
                State = ReservationState.Unknown,
                IsNeedUntold = true,
                IsWorthUntold = true,
                At = intent.Account,
                Changes = request.Changes,
                AfterChange = request.After,
            });
            return true;
        }
    }

    /// <summary>Proven: nothing came of the wish.</summary>
    public void Release(Reservation reservation)
    {
        lock (_gate)
        {
            if (!_book.Remove(reservation)) return;
            if (reservation.Day == _days.Day && _days.Orders > 0) _days.Orders--;
            if (reservation.Changes is not { } changed) return;
            changed.ChangesUnderWay--;
            Close(changed);
        }
    }

    /// <summary>Nobody knows what came of it: it counts in full.</summary>
    public void Doubt(Reservation reservation)
    {
        lock (_gate) reservation.State = ReservationState.Unknown;
    }

    /// <summary>The broker has it.</summary>
    public void Place(Reservation reservation, IReadOnlyList<OrderAck> orders, bool isJudged, Order? snapshot)
    {
        lock (_gate)
        {
            if (!_book.Holds(reservation)) return;
            reservation.State = ReservationState.Working;
            for (var i = 0; i < orders.Count; i++)
            {
                if (orders[i] is { Error: null, Order: { } id }) _book.Know(reservation, id);
            }

            if (isJudged) reservation.CountedSince = Math.Min(reservation.CountedSince, Now());
            var owner = reservation.Changes is null ? reservation : _book.Merge(reservation);
            if (snapshot is not null) See(owner, snapshot);
            Close(owner);
        }
    }

    /// <summary>An order was read, on whichever channel. True if it is of a wish that is counted here.</summary>
    public bool See(Order order)
    {
        lock (_gate)
        {
            if (_book.OwnerOf(order) is not { } owner) return false;
            if (owner.State == ReservationState.Unknown) owner.State = ReservationState.Working;
            if (order.IsAddressable) _book.Know(owner, order.Ref.Order);
            if (owner.Changes is not null && owner.State == ReservationState.Working) owner = _book.Merge(owner);
            See(owner, order);
            Close(owner);
            return true;
        }
    }

    /// <summary>Orders were found that are a wish's.</summary>
    public void Found(Reservation reservation, IReadOnlyList<Order> orders)
    {
        lock (_gate)
        {
            if (reservation.State == ReservationState.Sending || !_book.Holds(reservation)) return;
            reservation.State = ReservationState.Working;
            foreach (var order in orders) _book.Know(reservation, order.Ref.Order);
            var owner = reservation.Changes is null ? reservation : _book.Merge(reservation);
            foreach (var order in orders) See(owner, order);
            Close(owner);
        }
    }

    /// <inheritdoc cref="ReservationBook.NotListed"/>
    public List<(Reservation Reservation, OrderId? Order)> NotListed(HashSet<OrderId> listed)
    {
        lock (_gate) return _book.NotListed(listed);
    }

    /// <summary>Ends when this program's sending of a wish has, and what came of it is noted; completed where it has already, or never was.</summary>
    public Task SentAsync(Reservation reservation)
    {
        lock (_gate) return reservation.SentAsync(_waking);
    }

    /// <summary>What came of a wish that was sent is noted.</summary>
    public void EndSending(Reservation reservation)
    {
        TaskCompletionSource? waiting;
        lock (_gate) waiting = reservation.EndSending();
        waiting?.TrySetResult();
    }

    /// <summary>A reading of positions and balance begins: what is known by now will be in it.</summary>
    public long Begin()
    {
        lock (_gate)
        {
            foreach (var reservation in _book.Live) reservation.Mark();
            return Now();
        }
    }

    /// <summary>The reading to judge by: the last one, unless it is too old or began too early; then a new one, shared by all who wait.</summary>
    public ValueTask<RiskReading> ReadAsync(long notBefore, RiskReader reader, AccountRef at, CancellationToken cancellationToken = default) =>
        _readings.ReadAsync(notBefore, reader, at, cancellationToken);

    /// <summary>Since when the orders of the day are to be counted that were there already; null once they are.</summary>
    public DateTimeOffset? CountFrom()
    {
        lock (_gate)
        {
            _days.Turn(_time.GetUtcNow());
            return _days.IsCounted ? null : _days.Began;
        }
    }

    /// <summary>Adds the orders of the day that were there before this program's first.</summary>
    public void Count(DateTimeOffset from, int orders)
    {
        lock (_gate)
        {
            if (_days.IsCounted || _days.Began != from) return;
            _days.IsCounted = true;
            _days.Orders += orders;
        }
    }

    private RiskVerdict Reserve(RiskRequest request, RiskReading reading, decimal need)
    {
        var rate = request.Worth is { } worth ? reading.RateOf(worth.Currency) ?? 0m : 0m;
        _days.Turn(_time.GetUtcNow());
        var reservation = new Reservation(request.Order.Intent.ClientOrderId.Value, request.Order, ExposureMath.In(request.Exposures, rate), need)
        {
            At = request.Order.Intent.Account,
            Changes = request.Changes,
            AfterChange = request.After is { } after ? ExposureMath.In(after, rate) : null,
            Day = request.IsChange ? null : _days.Day,
            IsSentHere = true,
            IsWorthUntold = request.Worth is null,
        };
        if (request.Changes is { } changed) changed.ChangesUnderWay++;
        else _days.Orders++;
        _book.Add(reservation);
        return new RiskVerdict(RiskVerdictKind.Reserved, reservation);
    }

    private void See(Reservation owner, Order order)
    {
        if (order.Legs.Count > 0 && order.IsAddressable) _book.Know(owner, order.Ref.Order);
        if (order.ReplacedBy is { } successor)
        {
            _book.Know(owner, successor);
            owner.Follow(successor, order.Ref.Order);
        }

        if (order.Replaces is { } predecessor && Array.IndexOf(owner.Orders, predecessor) >= 0) owner.Follow(order.Ref.Order, predecessor);
        owner.See(order.Ref.Order, OrderReading.FillsOf(order), order.IsFinal);
        foreach (var child in order.Children) See(owner, child);
        var state = order.State.Value;
        if (owner.CountedSince == Reservation.Never && state is not (OrderState.Unknown or OrderState.Received)) owner.CountedSince = Now();
        owner.Show(order);
    }

    private void Close(Reservation reservation)
    {
        if (reservation is { FinalSince: Reservation.Never, ChangesUnderWay: 0, IsOver: true }) reservation.FinalSince = Now();
    }
}
