using Brokerage.Tests.Fakes;

namespace Brokerage.Tests.Guards;

/// <summary>
/// A broker with one account, whose orders fill when a test says so. Every call passes <see cref="Step"/> on its way in and out, so that a
/// test can stop it there and let others go first.
/// </summary>
internal sealed class TinyBroker : IBrokerageConnection, ITrading, IAccounts, IMarketData
{
    private static readonly Evidence Said = new("the tiny broker's manual", new DateOnly(2026, 1, 2));

    private readonly Dictionary<OrderId, TinyOrder> _orders = [];
    private readonly List<TinyOrder> _open = [];
    private int _ids;

    public Func<Task> Step { get; set; } = () => Task.CompletedTask;

    public AccountRef Account { get; init; } = Make.Ref("tiny");

    public decimal? Equity { get; set; } = 100_000m;

    public decimal? BuyingPower { get; set; } = 100_000m;

    public decimal? DayProfit { get; set; } = 0m;

    public bool SeesPositionsWhole { get; set; } = true;

    public bool HasPrices { get; set; } = true;

    public bool ShowsClientIds { get; set; } = true;

    public Exception? ReadFails { get; set; }

    /// <summary>An order that is listed and cannot be read by itself.</summary>
    public OrderId? Hidden { get; set; }

    public Dictionary<Instrument, decimal> Positions { get; } = [];

    public Dictionary<Instrument, Quote> Quotes { get; } = [];

    public List<PreparedOrder> Sent { get; } = [];

    public int Reads { get; private set; }

    /// <summary>True while positions are on their way to who asked for them: what happens now is not among them.</summary>
    public bool IsTellingPositions { get; private set; }

    /// <summary>What becomes of a submitted order; null: it is placed.</summary>
    public Func<PreparedOrder, SubmitResult?> OnSubmit { get; set; } = _ => null;

    public IReadOnlyList<TinyOrder> Open
    {
        get
        {
            _open.RemoveAll(static order => !order.IsOpen);
            return _open;
        }
    }

    public ConnectionId Connection => Account.Connection;

    public BrokerId Broker => Account.Broker;

    public BrokerEnvironment Environment { get; init; } = Make.Environment(EnvironmentKind.Simulated);

    public BrokerFeatures Features => Mock.MockFeatures.All with
    {
        Broker = Broker,
        Abilities = new Dictionary<Ability, AbilitySupport>(Mock.MockFeatures.All.Abilities)
        {
            [Ability.BuyingPowerHoldsOrders] = HoldsOrders ? AbilitySupport.Native(Said) : AbilitySupport.Unverified(Said, "not said"),
        },
    };

    /// <summary>Whether its buying power is less what its open orders may take.</summary>
    public bool HoldsOrders { get; set; } = true;

    public IAccounts Accounts => this;

    public ITrading? Trading => this;

    public IMarketData? MarketData => HasPrices ? this : null;

    public IStreaming? Streaming => null;

    public static Instrument Of(string symbol) => Instrument.Parse(symbol);

    public void Quote(string symbol, decimal? bid, decimal? ask, decimal? last = null) => Quotes[Of(symbol)] = new Quote
    {
        Instrument = Of(symbol),
        Bid = bid,
        Ask = ask,
        Last = last,
        Freshness = new Raw<Freshness>(Freshness.RealTime),
        Source = Broker,
        AsOf = Make.Fresh,
    };

    public TinyOrder Register(ClientOrderId? client, Instrument instrument, decimal signedUnits, decimal price)
    {
        var order = new TinyOrder(OrderId.Parse("o" + ++_ids), client, instrument, signedUnits, price);
        _orders[order.Id] = order;
        _open.Add(order);
        return order;
    }

    public void Fill(TinyOrder order, decimal units)
    {
        var signed = order.Units < 0m ? -units : units;
        order.Filled += units;
        Positions[order.Instrument] = Positions.GetValueOrDefault(order.Instrument) + signed;
        foreach (var sibling in order.Siblings.Where(sibling => sibling.IsOpen))
        {
            sibling.Asked -= units;
            if (sibling.Left <= 0m) sibling.State = OrderState.Cancelled;
        }

        if (order.Left == 0m) End(order, OrderState.Filled);
    }

    /// <summary>Ends an order; the exits of an entry that has ended begin, for what it has filled.</summary>
    public void End(TinyOrder order, OrderState state)
    {
        order.State = state;
        foreach (var exit in order.Exits)
        {
            exit.Asked = order.Filled;
            exit.State = order.Filled > 0m ? OrderState.Working : OrderState.Cancelled;
            if (exit.IsOpen) _open.Add(exit);
        }
    }

    public TinyOrder Find(OrderId id) => _orders[id];

    public async Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
    {
        await Step().ConfigureAwait(false);
        return Prepared(intent);
    }

    public static PreparedOrder Prepared(OrderIntent intent) => new() { Intent = intent, Attempt = 1, Evidence = "tiny", PreparedAt = Make.Noon };

    public async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        await Step().ConfigureAwait(false);
        Sent.Add(order);
        var result = OnSubmit(order) ?? Take(order);
        await Step().ConfigureAwait(false);
        return result;
    }

    public SubmitResult Take(PreparedOrder order)
    {
        if (order.Intent is OrderIntent.Replace replace)
        {
            var old = _orders[replace.Target];
            old.State = OrderState.Replaced;
            var next = Register(replace.ClientOrderId, old.Instrument, Math.Sign(old.Units) * (replace.Change.TotalQuantity ?? old.Asked), ((PriceTerms.Limit?)replace.Change.Price)?.Price ?? old.Price);
            next.Filled = old.Filled;
            next.Replaces = old.Id;
            (next.Exits, old.Exits) = (old.Exits, []);
            foreach (var exit in next.Exits) exit.Parent = next.Id;
            return ScriptedTrading.Placed(next.Id.Value);
        }

        if (order.Intent is OrderIntent.New { Plan: OrderPlan.OneTriggers { First: var first, Then: OrderPlan.OneCancels then } })
        {
            var entry = Register(order.Intent.ClientOrderId, first.Legs[0].Instrument, Signed(first), first.Price is PriceTerms.Limit at ? at.Price : 100m);
            entry.Exits = [.. PlanWorth.SpecsOf(then).Select(spec => Exit(entry, spec))];
            foreach (var exit in entry.Exits) exit.Siblings = [.. entry.Exits.Where(other => other != exit)];
            return ScriptedTrading.Placed([entry.Id.Value, .. entry.Exits.Select(exit => exit.Id.Value)]);
        }

        var placed = Plan(order).Select(spec => Register(order.Intent.ClientOrderId, spec.Legs[0].Instrument, Signed(spec), spec.Price is PriceTerms.Limit limit ? limit.Price : 100m)).First();
        return ScriptedTrading.Placed(placed.Id.Value);
    }

    public Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        End(_orders[order.Order], OrderState.Cancelled);
        return Task.FromResult<CancelResult>(new CancelResult.Requested());
    }

    public Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
        Task.FromResult<Sighting>(new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: false));

    public async Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default)
    {
        await Step().ConfigureAwait(false);
        var shown = order.Order != Hidden && _orders.TryGetValue(order.Order, out var found) ? Show(found) : throw new BrokerageException(Make.Error(BrokerageErrorCode.OrderNotFound));
        await Step().ConfigureAwait(false);
        return shown;
    }

    public async Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        Reads++;
        await Step().ConfigureAwait(false);
        if (ReadFails is { } failure) throw failure;
        Order[] shown = [.. Open.Select(Show)];
        await Step().ConfigureAwait(false);
        return Make.Whole(shown);
    }

    public Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
        Task.FromResult(Page<Order>.Only([.. _orders.Values.Select(Show)]));

    public async Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        await Step().ConfigureAwait(false);
        var held = Positions.Sum(position => Math.Abs(position.Value) * 100m);
        // What only closes a position holds nothing.
        var ordered = !HoldsOrders ? 0m : Open.Where(order => order.Parent is null).Sum(order => order.Left * order.Price);
        var balance = Make.Balance(Account, Equity, 0m, dayProfit: DayProfit) with { BuyingPower = BuyingPower - held - ordered, CashAvailable = BuyingPower - held - ordered };
        await Step().ConfigureAwait(false);
        return balance;
    }

    public async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        await Step().ConfigureAwait(false);
        Position[] positions = [.. Positions.Where(pair => pair.Value != 0m).Select(pair =>
            Make.Position(Account, pair.Key.ToString(), pair.Value, 100m, pair.Key is Instrument.Option ? 2m : 100m, multiplier: pair.Key is Instrument.Option ? 100m : 1m))];
        IsTellingPositions = true;
        await Step().ConfigureAwait(false);
        IsTellingPositions = false;
        return SeesPositionsWhole ? Make.Whole(positions) : Snapshot<Position>.Partial(positions, [], Make.Fresh);
    }

    public Task<Snapshot<Quote>> GetQuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default) =>
        Task.FromResult(Make.Whole([.. instruments.Where(Quotes.ContainsKey).Select(instrument => Quotes[instrument])]));

    public Task<InstrumentInfo> GetInstrumentAsync(Instrument instrument, CancellationToken cancellationToken = default) =>
        throw new BrokerageException(Make.Error(BrokerageErrorCode.SymbolNotFound));

    public Task<Snapshot<InstrumentInfo>> FindInstrumentsAsync(string text, AssetClass? kind = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Snapshot<DateOnly>> GetExpirationsAsync(Instrument underlying, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Snapshot<OptionQuote>> GetOptionChainAsync(Instrument underlying, DateOnly expires, int? strikesAround = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Page<Bar>> GetBarsAsync(Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to, string? cursor = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Snapshot<MarketSession>> GetHoursAsync(string market, DateOnly from, DateOnly to, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default) => Task.FromResult(Make.Whole(Make.Account(Account)));

    public Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default) => Task.FromResult(FakeConnection.Status());

    public Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default) => Task.FromResult(FakeConnection.Status());

    public Task DisconnectAsync(bool logOut = false, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    public static decimal Signed(OrderSpec spec) => ((OrderQuantity.Units)spec.Quantity).Value * (spec.Legs[0].Side == Side.Sell ? -1m : 1m);

    private TinyOrder Exit(TinyOrder entry, OrderSpec spec)
    {
        var exit = new TinyOrder(OrderId.Parse("o" + ++_ids), null, entry.Instrument, Signed(spec), 100m) { Parent = entry.Id, State = OrderState.Held };
        return _orders[exit.Id] = exit;
    }

    private static IEnumerable<OrderSpec> Plan(PreparedOrder order) => PlanWorth.SpecsOf(((OrderIntent.New)order.Intent).Plan)
        .Select(spec => spec.Quantity is OrderQuantity.Units ? spec : spec with { Quantity = new OrderQuantity.Units(1m) });

    public Order Show(TinyOrder order) => new()
    {
        Ref = new OrderRef(Account, order.Id),
        ClientOrderId = ShowsClientIds ? order.Client : null,
        State = new Raw<OrderState>(order.State == OrderState.Working && order.Filled > 0m ? OrderState.PartiallyFilled : order.State),
        Shape = new Raw<OrderShape>(OrderShape.Single),
        Role = OrderRole.Single,
        Legs = [new OrderLegState { Leg = new OrderLeg(order.Instrument, order.Units < 0m ? Side.Sell : Side.Buy), Quantity = order.Asked, Filled = order.Filled }],
        Quantity = new OrderQuantity.Units(order.Asked),
        Filled = order.Filled,
        Price = new PriceTerms.Limit(order.Price),
        TimeInForce = TimeInForce.Day,
        Replaces = order.Replaces,
        Parent = order.Parent,
        Children = [.. order.Exits.Select(Show)],
        SubmittedAt = Make.Noon,
        AsOf = Make.Fresh,
    };
}

/// <summary>An order at the tiny broker; negative units are sold.</summary>
internal sealed class TinyOrder(OrderId id, ClientOrderId? client, Instrument instrument, decimal units, decimal price)
{
    public OrderId Id => id;

    public ClientOrderId? Client => client;

    public Instrument Instrument => instrument;

    public decimal Units => units;

    public decimal Asked { get; set; } = Math.Abs(units);

    public decimal Price => price;

    public decimal Filled { get; set; }

    public decimal Left => Asked - Filled;

    public OrderId? Replaces { get; set; }

    /// <summary>The entry that it closes.</summary>
    public OrderId? Parent { get; set; }

    /// <summary>What begins when it has ended.</summary>
    public IReadOnlyList<TinyOrder> Exits { get; set; } = [];

    /// <summary>What its fills cancel.</summary>
    public IReadOnlyList<TinyOrder> Siblings { get; set; } = [];

    public OrderState State { get; set; } = OrderState.Working;

    public bool IsOpen => State == OrderState.Working;
}
