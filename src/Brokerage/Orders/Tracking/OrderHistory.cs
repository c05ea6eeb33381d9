namespace Brokerage;

/// <summary>
/// Makes one history of an order out of what channels say about it: late, twice, in the wrong order, or with states left out. Not
/// thread-safe.
/// </summary>
internal sealed class OrderHistory
{
    private readonly HashSet<string> _executions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _corrected = new(StringComparer.Ordinal);
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly List<OrderNews> _news = [];
    private OrderState? _endedAs;
    private DateTimeOffset? _endedAt;

    /// <summary>The order as far as it is known.</summary>
    public Order? Known { get; private set; }

    /// <summary>Takes in what is said, and tells what is new in it, oldest first.</summary>
    public IReadOnlyList<OrderNews> Tell(OrderTelling telling)
    {
        _news.Clear();
        if (Known is null) Begin(telling);
        else GoOn(Known, telling);
        return [.. _news];
    }

    private void Begin(OrderTelling telling)
    {
        foreach (var execution in telling.Executions) Remember(execution);
        Known = telling.Order with { Executions = [.. telling.Executions] };
        if (Known.IsFinal) End(Known);
        _news.Add(new OrderNews { Cause = telling.Cause, Order = Known, FilledNow = Known.Filled, Execution = telling.Execution, IsPolled = telling.IsPolled });
    }

    private void GoOn(Order before, OrderTelling telling)
    {
        var isLate = IsLate(before, telling);
        var changesTerms = !isLate && OrderMerging.HasOtherTerms(before, telling.Order);
        if (!isLate) Known = OrderMerging.Renew(before, telling.Order);
        if (changesTerms)
            Add(telling, telling.Cause == OrderCause.Activated ? OrderCause.Activated : OrderCause.Seen, before.State.Value, 0m, null);
        Walk(telling, isLate);
        if (!isLate) Reach(telling);
        Turn(telling, isLate);
    }

    // Older by the broker's clock; or by what is filled, which only grows; or it still holds an execution that was corrected since.
    private bool IsLate(Order known, OrderTelling telling)
    {
        var order = telling.Order;
        if (order.AsOf.BrokerTime < known.AsOf.BrokerTime) return true;
        if (telling.Executions.Any(execution => execution.Corrects is { } wrong && !_corrected.Contains(wrong))) return false;
        if (telling.Executions.Any(execution => IsCorrectedSince(execution, telling))) return true;
        return order.Filled < known.Filled && !(order.AsOf.BrokerTime > known.AsOf.BrokerTime);
    }

    /// <summary>Goes through executions that were not known, and corrections, as they happened.</summary>
    private void Walk(OrderTelling telling, bool isLate)
    {
        if (Known!.Legs.Count > 1) return; // executions are those of a leg there, and say nothing of the whole

        var hasCorrection = telling.Executions.Any(execution => execution.Corrects is { } wrong && !_corrected.Contains(wrong));
        foreach (var execution in hasCorrection ? telling.Executions : [])
        {
            var isNew = execution.Corrects is { } wrong ? !_corrected.Contains(wrong) : !IsKnown(execution);
            Remember(execution);
            if (execution.Corrects is not null)
            {
                if (isNew) Correct(telling, execution, execution.Corrects);
            }
            else if (isNew && !isLate && execution.CumulativeAfter > Known.Filled)
            {
                Climb(telling, execution.CumulativeAfter, null, [execution]);
            }
        }
    }

    /// <summary>Brings what is filled to what the order says, if that is more.</summary>
    private void Reach(OrderTelling telling)
    {
        var order = telling.Order;
        if (order.Filled > Known!.Filled)
        {
            if (Known.Legs.Count > 1) Fill(telling, telling.Execution, order.Filled, order.AveragePrice);
            else Climb(telling, order.Filled, order.AveragePrice, [.. telling.Executions.Where(execution => execution.Corrects is null && !IsKnown(execution))]);
        }
        else if (order.Filled < Known.Filled)
        {
            // The broker's clock is later, and it names no correction.
            Contradict(telling, "filled " + order.Filled.ToString(System.Globalization.CultureInfo.InvariantCulture));
        }

        foreach (var execution in telling.Executions) Remember(execution);
    }

    private void Climb(OrderTelling telling, decimal to, decimal? average, IReadOnlyList<Execution> told)
    {
        foreach (var (reached, execution) in FillLadder.Climb(Known!.Filled, Known.AveragePrice, to, average, told))
            Fill(telling, execution, reached, reached == to ? average : null);
    }

    private void Fill(OrderTelling telling, Execution? execution, decimal filled, decimal? average)
    {
        var before = Known!;
        var completes = telling.Order.State.Value == OrderState.Filled && filled >= telling.Order.Filled;
        var progress = completes ? FillProgress.Complete : OrderMerging.ProgressOf(before, filled);
        if (OrderLifecycle.Next(before.State.Value, OrderCause.Fill, progress) is not { } state)
        {
            Contradict(telling, "filled " + filled.ToString(System.Globalization.CultureInfo.InvariantCulture));
            return;
        }

        if (execution is not null) Remember(execution);
        Known = OrderMerging.Filled(before, execution, filled, average) with { State = Word(state, telling) };
        Add(telling, OrderCause.Fill, before.State.Value, filled - before.Filled, execution);
    }

    private void Correct(OrderTelling telling, Execution correction, string wrong)
    {
        var before = Known!;
        var old = before.Executions.FirstOrDefault(known => string.Equals(known.Id, wrong, StringComparison.Ordinal));
        var filled = old is null ? telling.Order.Filled : before.Filled + correction.Quantity - old.Quantity;
        var state = OrderLifecycle.Next(before.State.Value, OrderCause.FillCorrected, OrderMerging.ProgressOf(before, filled));
        Known = OrderMerging.Filled(before, correction, filled, filled == telling.Order.Filled ? telling.Order.AveragePrice : null) with
        {
            State = Word(state ?? before.State.Value, telling),
        };
        Add(telling, OrderCause.FillCorrected, before.State.Value, filled - before.Filled, correction);
    }

    /// <summary>Takes the state that is told, where the table allows it.</summary>
    private void Turn(OrderTelling telling, bool isLate)
    {
        var (from, to) = (Known!.State.Value, OrderMerging.StateOf(telling.Order, Known.Filled));
        if (from == to || isLate)
        {
            if (!isLate) Refuse(telling, from);
        }
        else if (OrderLifecycle.IsFinal(from))
        {
            // A working word about an order that has ended is late, unless the broker's clock or our own asking says that it is not.
            var isNews = OrderLifecycle.IsFinal(to) || telling.Order.AsOf.BrokerTime > _endedAt
                || (telling.IsRead && (telling.Order.AsOf.BrokerTime ?? _endedAt) is null);
            // Some brokers go on calling an order cancelled that a late fill has completed.
            if (isNews && to != OrderState.Unknown && to != _endedAs) Contradict(telling, to.ToString());
        }
        else if (!IsOutrun(telling, from, to) && OrderLifecycle.CanBecome(from, to))
        {
            Known = Known with { State = Word(to, telling) };
            Add(telling, OrderMerging.CauseOf(telling.Cause, from, to, OrderMerging.ProgressOf(Known, Known.Filled)), from, 0m, null);
        }
    }

    // A wish to cancel or change that was taken stands until its answer comes; words about other things do not end it.
    private static bool IsOutrun(OrderTelling telling, OrderState from, OrderState to) =>
        from is OrderState.PendingCancel or OrderState.PendingReplace && !telling.IsRead && !OrderLifecycle.IsFinal(to)
        && telling.Cause is OrderCause.Acknowledged or OrderCause.Fill or OrderCause.FillCorrected or OrderCause.Suspended
        || (from == OrderState.PendingCancel && !telling.IsRead && telling.Cause == OrderCause.Activated);

    // A refusal of a wish whose acceptance was never told changes no state, and is news all the same: once, known by the broker's clock.
    private void Refuse(OrderTelling telling, OrderState state)
    {
        if (telling.Cause is OrderCause.CancelRefused or OrderCause.ReplaceRefused && telling.Order.AsOf.BrokerTime is { } time
            && _news.Count == 0 && _told.Add($"{telling.Cause} {time.UtcTicks}"))
        {
            Add(telling, telling.Cause, state, 0m, null);
        }
    }

    private void Contradict(OrderTelling telling, string what)
    {
        if (!_told.Add("not " + what)) return;
        _news.Add(new OrderNews
        {
            Cause = telling.Cause,
            Order = Known!,
            Before = Known!.State.Value,
            Contradiction = telling.Order,
            IsPolled = telling.IsPolled,
        });
    }

    private void Add(OrderTelling telling, OrderCause cause, OrderState before, decimal filledNow, Execution? execution)
    {
        if (!OrderLifecycle.IsFinal(before) && Known!.IsFinal) End(telling.Order);
        _told.Add($"{cause} {telling.Order.AsOf.BrokerTime?.UtcTicks}");
        _news.Add(new OrderNews
        {
            Cause = cause,
            Order = Known!,
            Before = before,
            FilledNow = filledNow,
            Execution = execution,
            IsPolled = telling.IsPolled,
        });
    }

    private void End(Order told) => (_endedAs, _endedAt) = (Known!.State.Value, told.AsOf.BrokerTime);

    private static Raw<OrderState> Word(OrderState state, OrderTelling telling) =>
        telling.Order.State.Value == state ? telling.Order.State : new Raw<OrderState>(state);

    private bool IsCorrectedSince(Execution execution, OrderTelling telling) =>
        execution.Id is { } id && _corrected.Contains(id) && !telling.Executions.Any(other => string.Equals(other.Corrects, id, StringComparison.Ordinal));

    private bool IsKnown(Execution execution) => execution.Id is { } id && _executions.Contains(id);

    private void Remember(Execution execution)
    {
        if (execution.Corrects is { } wrong) _corrected.Add(wrong);
        if (execution.Id is { } id) _executions.Add(id);
    }
}
