using Brokerage.Conformance;
using Brokerage.Exchange;
using Brokerage.Markets;

namespace Brokerage.TestSupport;

/// <summary>A simulated exchange as the books that the kit reads.</summary>
internal static class ExchangeBooks
{
    /// <summary>The account that is opened.</summary>
    public static readonly AccountId Account = AccountId.Parse("CONFORM-4471");

    /// <summary>The contract that it holds.</summary>
    public static readonly Instrument.Option Contract = new("AAPL", new DateOnly(2026, 12, 18), 190m, IsCall: true);

    /// <summary>A further contract of the same day.</summary>
    public static readonly Instrument.Option Further = Contract with { Strike = 200m };

    /// <summary>The pair that it holds.</summary>
    public static readonly Instrument Coin = Instrument.Parse("BTC/USD");

    /// <summary>A pair whose prices have five digits.</summary>
    public static readonly Instrument Fine = Instrument.Parse("DOGE/USD");

    private static readonly Instrument Apple = Instrument.Parse("AAPL");

    private static readonly decimal[] Strikes = [170m, 175m, 177.5m, 180m, 182.5m, 185m, 187.5m, Contract.Strike, 192.5m, 195m, 197.5m, Further.Strike];

    /// <summary>How long orders stay unseen where they show late.</summary>
    public static readonly TimeSpan Late = TimeSpan.FromSeconds(2);

    /// <summary>How long an answer is held that does not come while a case lasts.</summary>
    public static readonly TimeSpan Held = TimeSpan.FromHours(1);

    /// <summary>A Thursday in the regular session.</summary>
    public static DateTimeOffset Morning { get; } = new(2026, 11, 19, 15, 32, 0, TimeSpan.Zero);

    /// <summary>A market whose prices stand still, and the account that the kit asks for.</summary>
    /// <param name="clock">The clock.</param>
    /// <param name="commissions">What the account pays; null for nothing.</param>
    /// <param name="holdsCoin">False at a broker that trades no crypto.</param>
    public static (SimulatedExchange Exchange, AccountOpening Opening) Open(TimeProvider clock, ICommissionModel? commissions = null, bool holdsCoin = true)
    {
        var exchange = new SimulatedExchange(new ExchangeOptions { Clock = clock, StepInterval = null, Seed = 11, Market = MarketMode.Calendar });
        exchange.ListOptions(new OptionListing { Underlying = Apple, Expiries = [Contract.Expires, Contract.Expires.AddDays(28)], Strikes = Strikes });
        var opening = new AccountOpening
        {
            Id = Account.Value,
            Kind = MarginKind.Margin,
            Cash = 60_000m,
            Commissions = commissions,
            Holdings =
            [
                new OpeningHolding(Instrument.Parse("BRK.B"), 12m, 402.50m), new OpeningHolding(Apple, -5m, 198.20m), new OpeningHolding(Contract, 1m, 6.15m),
                .. (OpeningHolding[])(holdsCoin ? [new OpeningHolding(Coin, 0.75m, 58_250m)] : []),
            ],
        };
        exchange.OpenAccount(opening);
        return (exchange, opening);
    }

    /// <summary>Lists so many strikes more for the day of <see cref="Contract"/>, far above the price.</summary>
    public static bool ListStrikes(SimulatedExchange exchange, int count)
    {
        exchange.ListOptions(new OptionListing { Underlying = Apple, Expiries = [Contract.Expires], Strikes = [.. Enumerable.Range(0, count).Select(index => 210m + (index * 0.5m))] });
        return true;
    }

    public static void MoveCash(SimulatedExchange exchange, TransactionKind kind, decimal amount) => exchange.Post(Account, Money.Usd(amount), kind switch
    {
        TransactionKind.Dividend => LedgerKind.Dividend,
        TransactionKind.Interest => LedgerKind.Interest,
        TransactionKind.Fee => LedgerKind.Fee,
        TransactionKind.Deposit or TransactionKind.Withdrawal => LedgerKind.Transfer,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Nothing that moves cash by itself."),
    });

    public static int ChangesIn(SimulatedExchange exchange) =>
        exchange.GetAccounts().Sum(account => exchange.GetOrders(account.Id, new OrderFilter { RootsOnly = true }).Count(order => order.Replaces is null))
        + exchange.GetOrderEvents().Count(change => change.Cause is OrderCause.CancelRequested or OrderCause.ReplaceRequested);

    public static TrueQuote Look(SimulatedExchange exchange, Instrument instrument)
    {
        var quote = exchange.GetQuote(instrument);
        return new TrueQuote
        {
            Bid = quote.Bid,
            Ask = quote.Ask,
            BidSize = quote.BidSize,
            AskSize = quote.AskSize,
            Last = quote.Last,
            PreviousClose = quote.PreviousClose,
            Time = quote.Time,
        };
    }

    public static IReadOnlyList<Instrument> ContractsOn(SimulatedExchange exchange, Instrument underlying) =>
        [.. exchange.Listings.Where(listing => listing.Underlying == underlying).Select(listing => listing.Instrument)];

    /// <summary>Orders of somebody who does not use the adapter; rejected ones would make the case meaningless.</summary>
    public static IReadOnlyList<ExchangeOrder> Place(SimulatedExchange exchange, AccountId account, OrderSpec spec, int count) =>
    [
        .. Enumerable.Range(0, count).Select(_ => exchange.Submit(new OrderTicket { Account = account, Plan = new OrderPlan.Single(spec) }))
            .Select(receipt => receipt.Order ?? throw new InvalidOperationException($"The exchange refuses {spec}: {receipt.Rejection}.")),
    ];

    /// <summary>An order that the exchange takes down and rejects.</summary>
    public static ExchangeOrder Reject(SimulatedExchange exchange, OrderSpec spec) =>
        exchange.Submit(new OrderTicket { Account = Account, Plan = new OrderPlan.Single(spec), RecordRejection = true }).Order
        ?? throw new InvalidOperationException($"The exchange does not take {spec} down.");

    /// <summary>The books; <paramref name="idOf"/> gives the id by which the broker's wire knows an order.</summary>
    public static TrueAccount Read(SimulatedExchange exchange, AccountId id, Func<ExchangeOrder, OrderId>? idOf = null)
    {
        var balance = exchange.GetBalance(id);
        var account = exchange.FindAccount(id)!;
        return new TrueAccount
        {
            Number = id.Value,
            Status = account.Status,
            Margin = account.Opening.Kind,
            MayShort = account.Opening.MayShort,
            OptionLevel = account.Opening.OptionLevel,
            Currency = balance.Currency,
            Cash = balance.Cash,
            AvailableCash = balance.AvailableCash,
            UnsettledCash = balance.Cash - balance.SettledCash,
            Withdrawable = balance.Withdrawable,
            MarginCall = balance.MarginCall,
            Equity = balance.Equity,
            BuyingPower = balance.BuyingPower,
            OptionBuyingPower = balance.OptionBuyingPower,
            DayTradingBuyingPower = balance.DayTradingBuyingPower,
            InitialMargin = balance.InitialMargin,
            MaintenanceMargin = balance.MaintenanceMargin,
            MarginDebit = balance.MarginDebit,
            MarketValue = balance.LongMarketValue + balance.ShortMarketValue,
            Holdings = [.. exchange.GetPositions(id).Where(held => held.Quantity != 0m).Select(HoldingOf)],
            // What only holds other orders together has no legs of its own.
            Orders = [.. exchange.GetOrders(id).Where(order => order.Legs.Count > 0).OrderBy(order => order.Number).Select(order => OrderOf(exchange, order, idOf))],
            Movements = [.. exchange.GetLedger(id).Where(entry => entry.Kind is LedgerKind.Trade or LedgerKind.Dividend).Select(entry => MovementOf(exchange, id, entry, idOf))],
        };
    }

    private static TrueHolding HoldingOf(ExchangePosition held) =>
        new(held.Instrument, held.Quantity, held.AverageCost, held.Price, held.Listing.Multiplier, held.Quantity < 0m ? -held.Available : held.Available);

    private static TrueOrder OrderOf(SimulatedExchange exchange, ExchangeOrder order, Func<ExchangeOrder, OrderId>? idOf)
    {
        var spec = order.Spec ?? throw new InvalidOperationException("An order with legs has terms.");
        return new TrueOrder
        {
            Id = IdOf(order, idOf),
            Legs = [.. order.Legs.Select(leg => new TrueLeg(leg.Leg.Instrument, leg.Leg.Side, leg.Leg.Effect, leg.Leg.Ratio, leg.Filled, leg.AveragePrice))],
            Quantity = spec.Quantity is OrderQuantity.Cash ? null : order.Quantity,
            Cash = (spec.Quantity as OrderQuantity.Cash)?.Value.Amount,
            Filled = order.Filled,
            AveragePrice = order.AveragePrice,
            State = order.State,
            Price = spec.Price,
            TimeInForce = spec.TimeInForce,
            Sessions = spec.Sessions,
            AllOrNone = spec.AllOrNone,
            Role = order.Role,
            Replaces = Linked(order.Replaces),
            ReplacedBy = Linked(order.ReplacedBy),
            ReceivedAt = order.ReceivedAt,
            ClosedAt = order.ClosedAt,
            Fees = order.Fees,
            Fills = [.. order.Executions.Select(one => new TrueFill(one.Quantity, one.Price, one.Time))],
        };

        OrderId? Linked(OrderId? id) => id is { } known && exchange.FindOrder(order.Account, known) is { } found ? IdOf(found, idOf) : null;
    }

    private static TrueMovement MovementOf(SimulatedExchange exchange, AccountId account, LedgerEntry entry, Func<ExchangeOrder, OrderId>? idOf)
    {
        var mine = entry.Postings.Where(posting => posting.Account == account).ToList();
        var execution = entry.Execution?.Account == account ? entry.Execution : entry.CounterExecution;
        var order = execution is null ? null : exchange.FindOrder(account, execution.Order);
        return new TrueMovement(
            entry.Kind == LedgerKind.Trade ? TransactionKind.Trade : TransactionKind.Dividend,
            execution?.Instrument,
            execution is null ? null : mine.Where(posting => posting.Asset.Instrument is not null).Sum(posting => posting.Amount),
            execution?.Price,
            mine.Where(posting => posting.Asset.Currency is not null).Sum(posting => posting.Amount),
            execution?.Fees ?? 0m,
            entry.Time,
            order is null ? null : IdOf(order, idOf));
    }

    private static OrderId IdOf(ExchangeOrder order, Func<ExchangeOrder, OrderId>? idOf) => idOf?.Invoke(order) ?? order.Id;
}
