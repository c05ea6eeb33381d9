namespace Brokerage;

/// <summary>
/// A wish that can create risk, under our own id. The only thing that <see cref="ITrading"/> takes for writing; guards refuse a kind that
/// they do not know. <c>with</c> keeps the client order id: use <see cref="AsNew"/> for another wish. A closed set.
/// </summary>
public abstract record OrderIntent
{
    private OrderIntent(AccountRef account, ClientOrderId clientOrderId)
    {
        ArgumentNullException.ThrowIfNull(account);
        _ = clientOrderId.Value;
        Account = account;
        ClientOrderId = clientOrderId;
    }

    /// <summary>The account.</summary>
    public AccountRef Account { get; init; }

    /// <summary>Our id of this wish, made once.</summary>
    public ClientOrderId ClientOrderId { get; init; }

    /// <summary>
    /// The wish for a single new order, under a new id. Whoever repeats a call must repeat the same intent: an intent made anew is another
    /// wish, and places another order.
    /// </summary>
    public static New Place(AccountRef account, OrderSpec spec) => Place(account, new OrderPlan.Single(spec));

    /// <summary>The wish for a new plan of orders, under a new id.</summary>
    public static New Place(AccountRef account, OrderPlan plan) => new(account, ClientOrderId.New(), plan);

    /// <summary>The wish for a single new order, under an id that the application made, and makes again when it repeats the wish.</summary>
    public static New Place(AccountRef account, OrderSpec spec, ClientOrderId clientOrderId) =>
        new(account, clientOrderId, new OrderPlan.Single(spec));

    /// <summary>The wish for a new plan of orders, under an id that the application made, and makes again when it repeats the wish.</summary>
    public static New Place(AccountRef account, OrderPlan plan, ClientOrderId clientOrderId) => new(account, clientOrderId, plan);

    /// <summary>The wish to change an order, under a new id of its own.</summary>
    public static Replace Modify(OrderRef order, OrderChange change) => Modify(order, change, ClientOrderId.New());

    /// <summary>The wish to change an order, under an id that the application made, and makes again when it repeats the wish.</summary>
    public static Replace Modify(OrderRef order, OrderChange change, ClientOrderId clientOrderId)
    {
        ArgumentNullException.ThrowIfNull(order);
        return new Replace(order.Account, clientOrderId, order.Order, change);
    }

    /// <summary>The same wish once more: another order, under another id.</summary>
    public OrderIntent AsNew() => this with { ClientOrderId = ClientOrderId.New() };

    /// <summary>A new order or plan of orders.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="ClientOrderId">Our id of this wish.</param>
    /// <param name="Plan">What is wished for.</param>
    public sealed record New(AccountRef Account, ClientOrderId ClientOrderId, OrderPlan Plan) : OrderIntent(Account, ClientOrderId);

    /// <summary>A change of a working order. It may give the order a new id at the broker; the chain is kept.</summary>
    /// <param name="Account">The account.</param>
    /// <param name="ClientOrderId">Our id of this wish.</param>
    /// <param name="Target">The order to change.</param>
    /// <param name="Change">What to change.</param>
    public sealed record Replace(AccountRef Account, ClientOrderId ClientOrderId, OrderId Target, OrderChange Change)
        : OrderIntent(Account, ClientOrderId);
}
