namespace Brokerage;

/// <summary>Two readings of an order made one. Pure.</summary>
internal static class OrderMerging
{
    /// <summary>What the newer one says, and what it leaves out; what is filled, its executions and the state stay as they were.</summary>
    public static Order Renew(Order known, Order told) => told with
    {
        State = known.State,
        Filled = known.Filled,
        AveragePrice = told.Filled == known.Filled ? told.AveragePrice ?? known.AveragePrice : known.AveragePrice,
        Executions = known.Executions,
        ClientOrderId = told.ClientOrderId ?? known.ClientOrderId,
        WireId = told.WireId ?? known.WireId,
        Parent = told.Parent ?? known.Parent,
        Children = told.Children.Count > 0 ? told.Children : known.Children,
        Quantity = told.Quantity ?? known.Quantity,
        Replaces = told.Replaces ?? known.Replaces,
        ReplacedBy = told.ReplacedBy ?? known.ReplacedBy,
        Reasons = told.Reasons.Count > 0 ? told.Reasons : known.Reasons,
        Fees = told.Fees.Count > 0 ? told.Fees : known.Fees,
        SubmittedAt = told.SubmittedAt ?? known.SubmittedAt,
        ClosedAt = told.ClosedAt ?? known.ClosedAt,
        AsOf = told.AsOf.BrokerTime is null ? told.AsOf with { BrokerTime = known.AsOf.BrokerTime } : told.AsOf,
    };

    /// <summary>Whether the order itself was changed under its id. What one of the two does not say is no change.</summary>
    public static bool HasOtherTerms(Order known, Order told) =>
        (known.Price is not null && told.Price is not null && known.Price != told.Price)
        || (known.Quantity is not null && told.Quantity is not null && known.Quantity != told.Quantity)
        || (known.TimeInForce is not null && told.TimeInForce is not null && known.TimeInForce != told.TimeInForce);

    /// <summary>The order after an execution.</summary>
    public static Order Filled(Order before, Execution? execution, decimal filled, decimal? average)
    {
        var executions = execution is null ? before.Executions : [.. before.Executions, execution];
        var legs = before.Legs is [{ } leg] ? [leg with { Filled = Math.Max(leg.Filled, filled) }] : before.Legs;
        return before with { Filled = filled, AveragePrice = average ?? AverageOf(executions, filled), Executions = executions, Legs = legs };
    }

    /// <summary>How far an order is with so much filled. An amount of money never says when it is complete; the broker's word does.</summary>
    public static FillProgress ProgressOf(Order order, decimal filled) => order switch
    {
        _ when filled <= 0m => FillProgress.None,
        { Quantity: OrderQuantity.Units units } when filled >= units.Value => FillProgress.Complete,
        { State.Value: OrderState.Filled } => FillProgress.Complete,
        _ => FillProgress.Partial,
    };

    /// <summary>The state that is told, made to fit what is filled: some brokers say "working" of a partly filled order.</summary>
    public static OrderState StateOf(Order told, decimal filled) =>
        told.State.Value == OrderState.Working && filled > 0m ? OrderState.PartiallyFilled : told.State.Value;

    /// <summary>The cause that is told, where it leads to the state that is told; otherwise the one that usually does.</summary>
    public static OrderCause CauseOf(OrderCause told, OrderState from, OrderState to, FillProgress progress) =>
        told is not (OrderCause.Seen or OrderCause.Fill or OrderCause.FillCorrected) && OrderLifecycle.Next(from, told, progress) == to ? told : to switch
        {
            OrderState.Working or OrderState.PartiallyFilled when told is OrderCause.CancelRefused or OrderCause.ReplaceRefused => told,
            OrderState.Received => OrderCause.Acknowledged,
            OrderState.Held or OrderState.Suspended => OrderCause.Suspended,
            OrderState.PendingCancel => OrderCause.CancelRequested,
            OrderState.PendingReplace => OrderCause.ReplaceRequested,
            OrderState.Filled => OrderCause.Fill,
            OrderState.Cancelled => OrderCause.Cancelled,
            OrderState.Replaced => OrderCause.Replaced,
            OrderState.Expired => OrderCause.Expired,
            OrderState.Rejected => OrderCause.Rejected,
            _ when from is OrderState.PendingCancel => OrderCause.CancelRefused,
            _ when from is OrderState.PendingReplace => OrderCause.Seen,
            _ => OrderCause.Activated,
        };

    // Only where the executions that are known tell the whole, corrected ones aside.
    private static decimal? AverageOf(IReadOnlyList<Execution> executions, decimal filled)
    {
        var corrected = executions.Select(execution => execution.Corrects).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var valid = executions.Where(execution => execution.Id is not { } id || !corrected.Contains(id)).ToList();
        try
        {
            return filled > 0m && valid.Sum(execution => execution.Quantity) == filled
                ? valid.Sum(execution => execution.Quantity * execution.Price) / filled
                : null;
        }
        catch (OverflowException)
        {
            // No figures that are true have such a sum, and one order's must not end what others are told.
            return null;
        }
    }
}
