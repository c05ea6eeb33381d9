using System.Globalization;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Manual;

/// <summary>
/// Accounts whose trades a person types in: a broker like any other. An order goes through the same door; that it was filled is a fact
/// that a person records, through a role of this package alone.
/// </summary>
internal sealed class ManualAdapter(TimeProvider clock) : IBrokerageAdapter
{
    public static BrokerId Broker { get; } = BrokerId.Parse("manual");

    /// <summary>No address at all: nothing can be reached from here.</summary>
    public static BrokerEnvironment Book { get; } = new("book", EnvironmentKind.Simulated, []);

    public BrokerId Id => Broker;

    public string Name => "Kept by hand";

    public IReadOnlyList<BrokerEnvironment> Environments => [Book];

    public IBrokerageAuthorizer Authorizer { get; } = new ManualAuthorizer(clock);

    public BrokerFeatures FeaturesIn(BrokerEnvironment environment) => Features.Everything(Broker, new OrderScope { Operation = OrderOperation.ReplaceTerms });

    public IBrokerageConnection Create(BrokerageConnectionContext context) => new ManualConnection(context, FeaturesIn(context.Environment), clock);
}

/// <summary>What a person knows and the program does not. It records facts; it places nothing.</summary>
internal interface IManualEntry
{
    void RecordFill(OrderId order, decimal quantity, decimal price, Money commission);

    void RecordCash(Money amount, string text);
}

internal sealed class ManualAuthorizer(TimeProvider clock) : IBrokerageAuthorizer
{
    /// <summary>Nothing has to be entered.</summary>
    public Task<SignInStep> BeginAsync(SignInRequest request, CancellationToken cancellationToken = default) =>
        Task.FromResult<SignInStep>(new SignInStep.EnterKeys(new SignInTicket(request.State, new Secret(""), clock.GetUtcNow().AddMinutes(10)), []));

    public SignInReply ReadCallback(Uri callback) => new(null, null);

    public Task<SignInResult> CompleteAsync(SignInTicket ticket, SignInAnswer answer, CancellationToken cancellationToken = default) =>
        Task.FromResult<SignInResult>(new SignInResult.SignedIn(new ConnectionSecrets
        {
            Scheme = "none",
            Values = new Dictionary<string, Secret>(StringComparer.Ordinal),
            LoggedInAt = clock.GetUtcNow(),
            IssuedAt = clock.GetUtcNow(),
        }));

    public TokenLife LifeOf(ConnectionSecrets secrets) => new() { Renewal = Renewal.None };

    public Task<RefreshResult> RefreshAsync(BrokerEnvironment environment, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult<RefreshResult>(new RefreshResult.NothingToDo());

    public Task<RevokeResult> RevokeAsync(BrokerEnvironment environment, ConnectionSecrets secrets, CancellationToken cancellationToken = default) =>
        Task.FromResult(RevokeResult.LocalOnly);
}

internal sealed class ManualConnection : FitConnection
{
    private readonly ManualBook _book;

    public ManualConnection(BrokerageConnectionContext context, BrokerFeatures features, TimeProvider clock)
        : base(context, ManualAdapter.Broker, features, clock)
    {
        _book = new ManualBook(new AccountRef(context.Connection, ManualAdapter.Broker, AccountId.Parse("shoebox")), clock);
        Trading = new ManualTrading(_book, features, new SubmitOnce(context, ManualAdapter.Broker), clock);
    }

    public override IAccounts Accounts => _book;

    public override ITrading Trading { get; }

    /// <summary>The entry role comes from here, since no other broker has it. A role that a guard wraps never does.</summary>
    public override object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(IManualEntry) ? _book : null;
}

/// <summary>The orders, fills and cash of one account, as they were typed in.</summary>
internal sealed class ManualBook(AccountRef account, TimeProvider clock) : IAccounts, IManualEntry
{
    private readonly List<Order> _orders = [];
    private readonly List<Transaction> _journal = [];
    private decimal _cash;

    public IReadOnlyList<Order> Orders => _orders;

    public void Add(Order order) => _orders.Add(order);

    public void Change(OrderId id, Func<Order, Order> change)
    {
        var index = _orders.FindIndex(order => order.Ref.Order == id);
        _orders[index] = change(_orders[index]);
    }

    public void RecordFill(OrderId order, decimal quantity, decimal price, Money commission) => Change(order, before =>
    {
        var filled = before.Filled + quantity;
        var size = ((OrderQuantity.Units)before.Quantity!).Value;
        var progress = filled >= size ? FillProgress.Complete : FillProgress.Partial;
        var leg = before.Legs[0];
        var sign = leg.Leg.Side == Side.Sell ? -1 : 1;
        _cash -= sign * quantity * price + commission.Amount;
        _journal.Add(Row($"fill-{_journal.Count + 1}", TransactionKind.Trade, new Money(-sign * quantity * price - commission.Amount, commission.Currency)) with
        {
            Instrument = leg.Leg.Instrument, Quantity = sign * quantity, Price = price, Fees = [new Fee("commission", commission)], Order = order,
        });
        var average = ((before.AveragePrice ?? 0) * before.Filled + price * quantity) / filled;
        return before with
        {
            // More than was asked for is reported, not refused.
            State = new Raw<OrderState>(OrderLifecycle.Next(before.State.Value, OrderCause.Fill, progress) ?? before.State.Value),
            Filled = filled,
            AveragePrice = average,
            Legs = [leg with { Filled = filled, AveragePrice = average }],
            Executions = [.. before.Executions, new Execution { Id = $"typed-{before.Executions.Count + 1}", Quantity = quantity, Price = price, CumulativeAfter = filled, Time = clock.GetUtcNow(), Commission = commission }],
            Fees = [.. before.Fees, new Fee("commission", commission)],
            ClosedAt = progress == FillProgress.Complete ? clock.GetUtcNow() : null,
        };
    });

    public void RecordCash(Money amount, string text)
    {
        _cash += amount.Amount;
        _journal.Add(Row($"cash-{_journal.Count + 1}", amount.Amount < 0 ? TransactionKind.Withdrawal : TransactionKind.Deposit, amount) with { Text = text });
    }

    public Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default) => Task.FromResult(Snapshot<Account>.Complete(
    [
        new Account
        {
            Ref = account,
            MaskedNumber = "by hand",
            Name = "Shoebox",
            Margin = new Raw<MarginKind>(MarginKind.Cash),
            Registration = new Raw<Registration>(Registration.Individual),
            Status = new Raw<AccountStatus>(AccountStatus.Active),
            BaseCurrency = Currency.Usd,
            AsOf = Now,
        },
    ], Now));

    /// <summary>Nobody told prices: what the account is worth is not known, and cash is.</summary>
    public Task<Balance> GetBalanceAsync(AccountId account1, CancellationToken cancellationToken = default) => Task.FromResult(new Balance
    {
        Account = account,
        Currency = Currency.Usd,
        Cash = _cash,
        CashAvailable = _cash,
        BuyingPower = _cash,
        NetLiquidation = null,
        AsOf = Now,
    });

    public Task<Snapshot<Position>> GetPositionsAsync(AccountId account1, CancellationToken cancellationToken = default)
    {
        var held = _orders.SelectMany(order => order.Legs).Where(leg => leg.Filled > 0).GroupBy(leg => leg.Leg.Instrument);
        var positions = held.Select(legs => new Position
        {
            Account = account,
            Instrument = legs.Key,
            Quantity = legs.Sum(leg => leg.Leg.Side == Side.Sell ? -leg.Filled : leg.Filled),
            Multiplier = legs.Key is Instrument.Equity ? 1 : null,
            Currency = Currency.Usd,
            AverageCost = legs.Where(leg => leg.Leg.Side == Side.Buy).Sum(leg => leg.Filled * leg.AveragePrice) / legs.Where(leg => leg.Leg.Side == Side.Buy).Sum(leg => leg.Filled),
            Price = null,
            MarketValue = null,
            AsOf = Now,
        });
        return Task.FromResult(Snapshot<Position>.Complete([.. positions], Now));
    }

    public Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
        Task.FromResult(Page<Transaction>.Only([.. Enumerable.Reverse(_journal)]));

    private AsOf Now => new(clock.GetUtcNow(), null);

    private Transaction Row(string id, TransactionKind kind, Money net) => new()
    {
        Account = account,
        Id = id,
        Kind = new Raw<TransactionKind>(kind),
        Time = clock.GetUtcNow(),
        Net = net,
    };
}

internal sealed class ManualTrading(ManualBook book, BrokerFeatures features, SubmitOnce once, TimeProvider clock) : ITrading
{
    public Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
    {
        Rules.Demand(features, intent);
        _ = Rules.Single(intent, ManualAdapter.Broker);
        return Task.FromResult(new PreparedOrder
        {
            Intent = intent,
            Attempt = 1,
            Evidence = "",
            PreparedAt = clock.GetUtcNow(),
            // Nobody else can tell what it will cost: our own estimate, and it says so.
            Preview = withPreview ? new OrderPreview { Source = Support.Emulated, Notices = [] } : null,
        });
    }

    public Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        if (once.Begin(order) is { } refusal) return Task.FromResult<SubmitResult>(new SubmitResult.Rejected(refusal));
        var spec = Rules.Single(order.Intent, ManualAdapter.Broker);
        var id = OrderId.Parse((book.Orders.Count + 1).ToString(CultureInfo.InvariantCulture));
        var now = clock.GetUtcNow();
        book.Add(new Order
        {
            Ref = new OrderRef(order.Intent.Account, id),
            ClientOrderId = order.Intent.ClientOrderId,
            State = new Raw<OrderState>(OrderState.Working),
            Shape = new Raw<OrderShape>(OrderShape.Single),
            Role = OrderRole.Single,
            Legs = [new OrderLegState { Leg = spec.Legs[0], Filled = 0, Quantity = ((OrderQuantity.Units)spec.Quantity).Value }],
            Quantity = spec.Quantity,
            Filled = 0,
            Price = spec.Price,
            TimeInForce = spec.TimeInForce,
            SubmittedAt = now,
            AsOf = new AsOf(now, null),
        });
        return Task.FromResult<SubmitResult>(new SubmitResult.Placed([new OrderAck(OrderRole.Single, id)], VerdictPending: false, [], book.Orders[^1]));
    }

    public Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        var found = book.Orders.First(known => known.Ref.Order == order.Order);
        if (found.IsFinal) return Task.FromResult<CancelResult>(new CancelResult.AlreadyFinal(found));
        book.Change(order.Order, before => before with { State = new Raw<OrderState>(OrderState.Cancelled), ClosedAt = clock.GetUtcNow() });
        return Task.FromResult<CancelResult>(new CancelResult.Requested());
    }

    public Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        var found = book.Orders.Where(known => known.ClientOrderId == order.Intent.ClientOrderId).ToList();
        return Task.FromResult<Sighting>(found.Count == 0 ? new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: true) : new Sighting.Found(found));
    }

    public Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) => book.Orders.FirstOrDefault(known => known.Ref.Order == order.Order) is { } found
        ? Task.FromResult(found)
        : throw new BrokerageException(new BrokerageError(BrokerageErrorCode.OrderNotFound, ManualAdapter.Broker, "No such order was entered."));

    public Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default) =>
        Task.FromResult(Snapshot<Order>.Complete([.. book.Orders.Where(order => !order.IsFinal)], new AsOf(clock.GetUtcNow(), null)));

    public Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
        Task.FromResult(Page<Order>.Only([.. Enumerable.Reverse(book.Orders)]));
}
