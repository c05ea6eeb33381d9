namespace Brokerage.Tests.Fakes;

/// <summary>A trading role whose every answer a test writes.</summary>
internal sealed class ScriptedTrading : ITrading
{
    public List<PreparedOrder> Submitted { get; } = [];

    public int Looks { get; private set; }

    /// <summary>When orders are prepared.</summary>
    public DateTimeOffset PreparedAt { get; set; } = Make.Noon;

    /// <summary>What preparing fails with, if it does.</summary>
    public Action<OrderIntent>? OnPrepare { get; set; }

    public Func<PreparedOrder, CancellationToken, Task<SubmitResult>> OnSubmit { get; set; } = (_, _) => Task.FromResult(Placed("77"));

    public Func<PreparedOrder, Sighting> OnFind { get; set; } = _ => new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: false);

    /// <summary>What happens at the broker's while a look is under way, before it is answered.</summary>
    public Func<Task>? DuringLook { get; set; }

    public Func<OrderRef, CancelResult> OnCancel { get; set; } = _ => new CancelResult.Requested();

    public Func<OrderRef, Order> OnGet { get; set; } = _ => throw new BrokerageException(Make.Error(BrokerageErrorCode.OrderNotFound));

    public Func<IReadOnlyList<Order>> OnList { get; set; } = () => [];

    public static SubmitResult Placed(params string[] ids) =>
        new SubmitResult.Placed([.. ids.Select(id => new OrderAck(OrderRole.Single, OrderId.Parse(id)))], VerdictPending: false, [], null);

    public static SubmitResult Unknown(PreparedOrder order) =>
        new SubmitResult.OutcomeUnknown(order, Make.Error(BrokerageErrorCode.Timeout) with { Effect = Effect.Unknown });

    public static Order Order(OrderRef order, OrderState state = OrderState.Working, ClientOrderId? id = null) => new()
    {
        Ref = order,
        ClientOrderId = id,
        State = new Raw<OrderState>(state),
        Shape = new Raw<OrderShape>(OrderShape.Single),
        Role = OrderRole.Single,
        Legs = [],
        Filled = 0m,
        Price = new PriceTerms.Limit(400m),
        TimeInForce = TimeInForce.Day,
        AsOf = Make.Fresh,
    };

    public Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
    {
        OnPrepare?.Invoke(intent);
        return Task.FromResult(new PreparedOrder { Intent = intent, Attempt = 1, Evidence = "{}", PreparedAt = PreparedAt });
    }

    public Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        lock (Submitted) Submitted.Add(order);
        return OnSubmit(order, cancellationToken);
    }

    public Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default) => Task.FromResult(OnCancel(order));

    public async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        Looks++;
        if (DuringLook is { } during) await during();
        return OnFind(order);
    }

    public Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) => Task.FromResult(OnGet(order));

    public Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default) =>
        Task.FromResult(Make.Whole([.. OnList()]));

    public Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
        Task.FromResult(Page<Order>.Only(OnList()));
}
