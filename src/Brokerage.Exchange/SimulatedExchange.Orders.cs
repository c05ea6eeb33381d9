namespace Brokerage.Exchange;

/// <content>Orders.</content>
public sealed partial class SimulatedExchange
{
    /// <summary>Hands in an order. The receipt says what became of it, at least for now.</summary>
    /// <param name="ticket">The order.</param>
    public OrderReceipt Submit(OrderTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return Run(core => core.Requests.Submit(ticket));
    }

    /// <summary>Asks for the end of an order. Of a plan's entry or container it ends what depends on it, of a one-cancels-other's part the others.</summary>
    /// <param name="account">The order's account.</param>
    /// <param name="order">The order's id.</param>
    public CancelReceipt Cancel(AccountId account, OrderId order) => Run(core => core.Requests.Cancel(account, order));

    /// <summary>Asks to change an order.</summary>
    /// <param name="account">The order's account.</param>
    /// <param name="order">The order's id.</param>
    /// <param name="change">What to change; the total quantity includes what is filled, also by the orders that this one replaced.</param>
    /// <param name="clientId">The customer's id for the new order; null for none.</param>
    /// <param name="filled">What the order must have filled for the change to hold, for callers who reckoned with it; null for whatever it has.</param>
    public ReplaceReceipt Replace(AccountId account, OrderId order, OrderChange change, string? clientId = null, decimal? filled = null)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Run(core => core.Requests.Replacing.Replace(core.Requests.Find(account, order), change, clientId, filled));
    }

    /// <summary>Judges a change without making it: null when it would be taken as things are.</summary>
    /// <param name="account">The order's account.</param>
    /// <param name="order">The order's id.</param>
    /// <param name="change">What to change, as for <see cref="Replace"/>.</param>
    public Rejection? CheckReplace(AccountId account, OrderId order, OrderChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        return Run(core => core.Requests.Replacing.Check(core.Requests.Find(account, order), change));
    }

    /// <summary>Judges an order without placing it: null when it would be taken as things are.</summary>
    /// <param name="ticket">The order.</param>
    public Rejection? Check(OrderTicket ticket)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        return Run(core => core.Requests.Check(ticket));
    }

    /// <summary>One order; null when the account has none with this id.</summary>
    /// <param name="account">The order's account.</param>
    /// <param name="order">The order's id.</param>
    public ExchangeOrder? FindOrder(AccountId account, OrderId order) => Run(core => core.Requests.Find(account, order)?.ToView());

    /// <summary>The order that has, or last had, a client id; null when there is none.</summary>
    /// <param name="account">The account.</param>
    /// <param name="clientId">The customer's id.</param>
    public ExchangeOrder? FindOrderByClientId(AccountId account, string clientId) =>
        Run(core => core.Account(account).ByClientId.GetValueOrDefault(clientId)?.ToView());

    /// <summary>An order and everything inside or after it, depth first, itself first; empty when there is none.</summary>
    /// <param name="account">The order's account.</param>
    /// <param name="order">The order's id.</param>
    public IReadOnlyList<ExchangeOrder> GetOrderTree(AccountId account, OrderId order) => Run(core =>
    {
        var all = new List<ExchangeOrder>();
        if (core.Requests.Find(account, order) is { } node)
        {
            Requests.Collect(node, all);
        }

        return (IReadOnlyList<ExchangeOrder>)all;
    });

    /// <summary>The orders of an account, newest first.</summary>
    /// <param name="account">The account.</param>
    /// <param name="filter">Which; null for all.</param>
    /// <exception cref="ArgumentException">There is no such account.</exception>
    public IReadOnlyList<ExchangeOrder> GetOrders(AccountId account, OrderFilter? filter = null) =>
        Run(core => AccountDesk.OrdersOf(core.Account(account), filter ?? new OrderFilter()));

    /// <summary>The executions of an account, oldest first, corrections included.</summary>
    /// <param name="account">The account.</param>
    /// <param name="from">Only those at or after this time.</param>
    /// <param name="to">Only those before this time.</param>
    public IReadOnlyList<ExchangeExecution> GetExecutions(AccountId account, DateTimeOffset? from = null, DateTimeOffset? to = null) => Run(core =>
        (IReadOnlyList<ExchangeExecution>)
        [
            .. core.Account(account).Orders.SelectMany(order => order.Executions)
                .Where(one => (from is null || one.Time >= from) && (to is null || one.Time < to))
                .OrderBy(one => one.Number),
        ]);
}
