namespace Brokerage;

/// <summary>
/// The one table of an order's states, used by the exchange, every stream and the journal. Pure. The states are part of the contract.
/// </summary>
/// <remarks>
/// Final states stay, with one exception: a late fill after Cancelled, Expired or Replaced is applied, and completes the order where it fills
/// the rest. The table knows no history: an order that was Held or Suspended before a refused cancel comes back as working, and the broker's
/// next word corrects that.
/// </remarks>
public static class OrderLifecycle
{
    private static readonly OrderState[] All = Enum.GetValues<OrderState>();
    private static readonly OrderCause[] Causes = Enum.GetValues<OrderCause>();
    private static readonly FillProgress[] Progresses = Enum.GetValues<FillProgress>();
    private static readonly bool[,] Reachable = Explore();

    /// <summary>True for Filled, Cancelled, Replaced, Expired and Rejected.</summary>
    public static bool IsFinal(OrderState state) =>
        state is OrderState.Filled or OrderState.Cancelled or OrderState.Replaced or OrderState.Expired or OrderState.Rejected;

    /// <summary>The state after an event; null where that cannot happen: an anomaly, to be reported, never thrown.</summary>
    /// <param name="from">The state before.</param>
    /// <param name="cause">What happened.</param>
    /// <param name="progress">How much is filled after it, by the cumulative quantity.</param>
    public static OrderState? Next(OrderState from, OrderCause cause, FillProgress progress) => cause switch
    {
        // Words that say nothing new may come late or twice.
        OrderCause.Seen or OrderCause.Acknowledged => from == OrderState.Unknown && cause == OrderCause.Acknowledged ? OrderState.Received : from,
        OrderCause.CancelRefused => from == OrderState.PendingCancel ? Live(progress) : from,
        OrderCause.ReplaceRefused => from == OrderState.PendingReplace ? Live(progress) : from,
        OrderCause.Fill => progress == FillProgress.None ? null : Filled(from, progress),
        OrderCause.FillCorrected => Corrected(from, progress),
        _ => IsFinal(from) ? Repeated(from, cause) : Changed(from, cause, progress),
    };

    /// <summary>
    /// True when an order seen in one state may later be seen in another, whatever happened in between: what polling must accept.
    /// </summary>
    /// <remarks>False for a state that this version does not know.</remarks>
    public static bool CanBecome(OrderState from, OrderState to) =>
        (uint)from < (uint)All.Length && (uint)to < (uint)All.Length && Reachable[(int)from, (int)to];

    private static OrderState Live(FillProgress progress) => progress switch
    {
        FillProgress.None => OrderState.Working,
        FillProgress.Partial => OrderState.PartiallyFilled,
        _ => OrderState.Filled,
    };

    private static OrderState? Filled(OrderState from, FillProgress progress) => from switch
    {
        OrderState.Rejected => null,
        OrderState.Filled => progress == FillProgress.Complete ? OrderState.Filled : null,
        OrderState.Cancelled or OrderState.Expired or OrderState.Replaced or OrderState.PendingCancel or OrderState.PendingReplace =>
            progress == FillProgress.Complete ? OrderState.Filled : from,
        _ => Live(progress),
    };

    private static OrderState? Corrected(OrderState from, FillProgress progress) => from switch
    {
        OrderState.Rejected => null,
        // A broker does not reopen what it has called filled: the quantity is corrected, the state stays.
        OrderState.Filled => OrderState.Filled,
        OrderState.Working or OrderState.PartiallyFilled or OrderState.Unknown => Live(progress),
        _ => progress == FillProgress.Complete ? OrderState.Filled : from,
    };

    private static OrderState? Repeated(OrderState from, OrderCause cause) => (from, cause) switch
    {
        (OrderState.Cancelled, OrderCause.Cancelled) => from,
        (OrderState.Replaced, OrderCause.Replaced) => from,
        (OrderState.Expired, OrderCause.Expired) => from,
        (OrderState.Rejected, OrderCause.Rejected) => from,
        _ => null,
    };

    private static OrderState? Changed(OrderState from, OrderCause cause, FillProgress progress) => cause switch
    {
        OrderCause.Activated => from == OrderState.PendingCancel ? from : Live(progress),
        OrderCause.Suspended => from is OrderState.PendingCancel or OrderState.PendingReplace ? from : OrderState.Suspended,
        OrderCause.CancelRequested => OrderState.PendingCancel,
        OrderCause.ReplaceRequested => from == OrderState.PendingCancel ? null : OrderState.PendingReplace,
        // What filled in the meantime is filled, whatever the last word was.
        OrderCause.Cancelled => progress == FillProgress.Complete ? OrderState.Filled : OrderState.Cancelled,
        OrderCause.Replaced => progress == FillProgress.Complete ? OrderState.Filled : OrderState.Replaced,
        OrderCause.Expired => progress == FillProgress.Complete ? OrderState.Filled : OrderState.Expired,
        OrderCause.Rejected => progress == FillProgress.None ? OrderState.Rejected : null,
        _ => null,
    };

    private static bool[,] Explore()
    {
        var reachable = new bool[All.Length, All.Length];
        foreach (var start in All) Visit(start, start, reachable);
        return reachable;
    }

    private static void Visit(OrderState start, OrderState at, bool[,] reachable)
    {
        if (reachable[(int)start, (int)at]) return;
        reachable[(int)start, (int)at] = true;

        foreach (var cause in Causes)
        {
            foreach (var progress in Progresses)
            {
                if (Next(at, cause, progress) is { } next) Visit(start, next, reachable);
            }
        }
    }
}
