using Brokerage.Mock;

namespace Brokerage.Benchmarks;

/// <summary>A broker that answers at once, always the same.</summary>
internal sealed class InstantBroker : IBrokerageConnection, ITrading, IAccounts
{
    private static readonly Task<SubmitResult> Rejected =
        Task.FromResult<SubmitResult>(new SubmitResult.Rejected(new BrokerageError(BrokerageErrorCode.OrderRejected, MockFeatures.All.Broker, "No.")));

    /// <summary>True: it places every order and has filled it when it answers. False: it rejects, so that orders do not heap up.</summary>
    public bool Places { get; set; }

    public static AccountRef Account { get; } = new(ConnectionId.Parse("bench"), MockFeatures.All.Broker, AccountId.Parse("1"));

    public static Instrument Share { get; } = Instrument.Parse("AAPL");

    public static ClientOrderId Id { get; } = ClientOrderId.Parse("bench");

    public ConnectionId Connection => Account.Connection;

    public BrokerId Broker => Account.Broker;

    public BrokerEnvironment Environment { get; } = new("simulated", EnvironmentKind.Simulated, []);

    public BrokerFeatures Features => MockFeatures.All;

    public IAccounts Accounts => this;

    public ITrading Trading => this;

    public IMarketData? MarketData => null;

    public IStreaming? Streaming => null;

    private static AsOf Now => new(DateTimeOffset.UnixEpoch);

    public Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default) =>
        Task.FromResult(new PreparedOrder { Intent = intent, Attempt = 1, Evidence = "bench", PreparedAt = DateTimeOffset.UnixEpoch });

    public Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
        Places ? Task.FromResult(Filled(order)) : Rejected;

    // What it holds is sold elsewhere at once, so that the account stays as it is.
    private static SubmitResult Filled(PreparedOrder order)
    {
        var id = OrderId.Parse(order.Intent.ClientOrderId.Value);
        var snapshot = new Order
        {
            Ref = new OrderRef(Account, id),
            ClientOrderId = order.Intent.ClientOrderId,
            State = new Raw<OrderState>(OrderState.Filled),
            Shape = new Raw<OrderShape>(OrderShape.Single),
            Legs = [new OrderLegState { Leg = ((OrderPlan.Single)((OrderIntent.New)order.Intent).Plan).Spec.Legs[0], Quantity = 10m, Filled = 10m }],
            Filled = 10m,
            Price = new PriceTerms.Limit(187.50m),
            TimeInForce = TimeInForce.Day,
            AsOf = Now,
        };
        return new SubmitResult.Placed([new OrderAck(OrderRole.Single, id)], VerdictPending: false, [], snapshot);
    }

    public Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default) =>
        Task.FromResult(Snapshot<Order>.Complete([], Now));

    public Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default) => Task.FromResult(new Balance
    {
        Account = Account,
        Currency = Currency.Usd,
        Cash = 10_000_000m,
        CashAvailable = 10_000_000m,
        BuyingPower = 10_000_000m,
        NetLiquidation = 10_000_000m,
        DayProfit = 0m,
        AsOf = Now,
    });

    public Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default) =>
        Task.FromResult(Snapshot<Position>.Complete([], Now));

    public Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task DisconnectAsync(bool logOut = false, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
