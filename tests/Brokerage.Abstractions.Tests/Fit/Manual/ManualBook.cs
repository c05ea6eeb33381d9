namespace Brokerage.Fit.Manual;

/// <summary>The orders, fills and cash of one account, as they were typed in.</summary>
internal sealed class ManualBook(AccountRef account, TimeProvider clock) : IAccounts
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
