namespace Brokerage.Transport;

/// <summary>
/// Makes one history per order out of messages that come late, twice, in the wrong order or from two channels. What is filled only grows,
/// except by a correction; a state is only taken where the order's table allows it. Orders of two accounts are two, whatever their numbers: brokers
/// may number each account's by itself. Not thread-safe.
/// </summary>
internal sealed class OrderMerge
{
    private readonly Dictionary<OrderRef, Known> _orders = [];

    /// <summary>Takes a message in, and tells what is new in it: nothing, for one that was known already.</summary>
    public IReadOnlyList<OrderChangeSeen> Apply(OrderUpdate update)
    {
        OrderRef order = update.Order.Ref;
        bool isNew = !_orders.TryGetValue(order, out Known? known);
        if (known is null) _orders.Add(order, known = new Known());

        List<(OrderCause Cause, Execution Execution)> fills = TakeExecutions(known.Cover, update);
        bool isCorrected = fills.Exists(fill => fill.Cause == OrderCause.FillCorrected);
        Order? before = known.Order;
        Order merged = before is null ? update.Order : Merge(before, update.Order, isCorrected);
        // Several legs have one quantity and one net price between them: no leg's own price follows, so none is made up. The change is told without one.
        if (merged.Legs.Count <= 1) merged = TakeWhole(known.Cover, before, merged, fills, isCorrected);
        merged = merged with { Executions = known.Cover.Executions };
        known.Order = merged;

        List<OrderChangeSeen> changes = [.. fills.Select(fill => new OrderChangeSeen(fill.Cause, merged, fill.Execution))];
        bool told = changes.Count > 0 && update.Cause is OrderCause.Fill or OrderCause.FillCorrected;
        if (isNew ? !told : !told && Differs(before!, merged)) changes.Add(new OrderChangeSeen(update.Cause, merged, null));
        return changes;
    }

    private static List<(OrderCause Cause, Execution Execution)> TakeExecutions(ExecutionCover cover, OrderUpdate update)
    {
        List<(OrderCause, Execution)> fills = [];
        IEnumerable<Execution> told = update.Execution is null ? update.Order.Executions : update.Order.Executions.Append(update.Execution);
        foreach (Execution execution in told.OrderBy(execution => execution.CumulativeAfter))
        {
            ExecutionCover.Outcome outcome = cover.Add(execution);
            if (outcome == ExecutionCover.Outcome.Added) fills.Add((OrderCause.Fill, execution));
            else if (outcome == ExecutionCover.Outcome.Corrected) fills.Add((OrderCause.FillCorrected, execution));
        }

        return fills;
    }

    private static Order Merge(Order before, Order update, bool isCorrected)
    {
        bool isOld = IsOlder(before, update, isCorrected);
        Order newest = isOld ? before : update;
        bool mayBecome = OrderLifecycle.CanBecome(before.State.Value, newest.State.Value);
        return newest with
        {
            State = mayBecome ? newest.State : before.State,
            Filled = isCorrected && !isOld ? update.Filled : Math.Max(before.Filled, update.Filled),
            AveragePrice = update.Filled >= before.Filled || isCorrected ? update.AveragePrice ?? before.AveragePrice : before.AveragePrice,
            ClientOrderId = newest.ClientOrderId ?? before.ClientOrderId,
            WireId = newest.WireId ?? before.WireId,
            Replaces = newest.Replaces ?? before.Replaces,
            ReplacedBy = newest.ReplacedBy ?? before.ReplacedBy,
            Reasons = newest.Reasons.Count > 0 ? newest.Reasons : before.Reasons,
            Fees = newest.Fees.Count > 0 ? newest.Fees : before.Fees,
            SubmittedAt = newest.SubmittedAt ?? before.SubmittedAt,
        };
    }

    private static bool IsOlder(Order before, Order update, bool isCorrected)
    {
        if (before.AsOf.BrokerTime is { } told && update.AsOf.BrokerTime is { } tells && told != tells) return tells < told;
        if (update.Filled < before.Filled && !isCorrected) return true;
        return before.IsFinal && !update.IsFinal;
    }

    /// <summary>Brings the quantity of the order and its executions together, whichever of the two knows more.</summary>
    private static Order TakeWhole(
        ExecutionCover cover, Order? before, Order merged, List<(OrderCause Cause, Execution Execution)> fills, bool isCorrected)
    {
        decimal covered = cover.Covered(leg: 0);
        if (covered > merged.Filled && !isCorrected) return merged with { Filled = covered, State = StateOf(merged, covered) };
        decimal missing = merged.Filled - covered;
        if (missing <= 0m || PriceOf(cover, merged, missing) is not { } price) return merged;

        // What is missing may lie between two that are known: a later message can come first, and the earlier one never.
        foreach ((decimal from, decimal to) in cover.Gaps(leg: 0, merged.Filled).Reverse())
        {
            decimal quantity = Math.Min(missing, to - from);
            if (quantity <= 0m) break;
            missing -= quantity;
            Execution derived = new() { IsDerived = true, Quantity = quantity, Price = price, CumulativeAfter = to, Time = merged.AsOf.BrokerTime };
            if (cover.Add(derived) == ExecutionCover.Outcome.Added && merged.Filled > (before?.Filled ?? 0m)) fills.Add((OrderCause.Fill, derived));
        }

        return merged;
    }

    private static Raw<OrderState> StateOf(Order order, decimal filled)
    {
        FillProgress progress = order.Quantity is OrderQuantity.Units units && filled >= units.Value ? FillProgress.Complete : FillProgress.Partial;
        return OrderLifecycle.Next(order.State.Value, OrderCause.Fill, progress) is { } next && next != order.State.Value
            ? new Raw<OrderState>(next, order.State.Text)
            : order.State;
    }

    /// <summary>What the missing quantity cost, from the average of the whole.</summary>
    private static decimal? PriceOf(ExecutionCover cover, Order order, decimal missing)
    {
        if (order.AveragePrice is not { } average) return null;
        try
        {
            decimal known = cover.Executions.Where(execution => execution.LegIndex == 0).Sum(execution => execution.Quantity * execution.Price);
            decimal price = (average * order.Filled - known) / missing;
            return price > 0m ? price : average;
        }
        catch (OverflowException)
        {
            // Figures that cannot be true are still told: the average is the broker's own.
            return average;
        }
    }

    private static bool Differs(Order before, Order after) =>
        before.State != after.State || before.Filled != after.Filled || before.AveragePrice != after.AveragePrice || before.Price != after.Price
        || before.Quantity != after.Quantity || before.TimeInForce != after.TimeInForce || before.ReplacedBy != after.ReplacedBy
        || before.Reasons.Count != after.Reasons.Count || before.Fees.Count != after.Fees.Count || before.Children.Count != after.Children.Count;

    private sealed class Known
    {
        public Order? Order { get; set; }

        public ExecutionCover Cover { get; } = new();
    }
}
