namespace Brokerage.Conformance;

/// <summary>What the suites of orders share.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class TradingConformanceTests<TBroker> : ConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    // How features deny; a malformed order would be refused for another reason, and a case with it would show nothing.
    private static readonly string?[] Denials =
        [OrderRuleCodes.Unsupported, OrderRuleCodes.Unverified, OrderRuleCodes.PlanShape, OrderRuleCodes.PlanRelation, OrderRuleCodes.CashQuantity, OrderRuleCodes.QuantityStep];

    private decimal? _low;

    private protected TradingConformanceTests()
    {
    }

    /// <summary>The role under test.</summary>
    private protected ITrading Trading => Connection.Trading ?? throw new InvalidOperationException("This connection does not trade; derive from the reading suites only.");

    /// <summary>A price so far below the market of the case's beginning that a purchase rests.</summary>
    private protected decimal Low => _low ??= decimal.Round(Broker.QuoteOf(Broker.Stock).Bid * 0.6m, 2);

    /// <summary>A limit order that rests.</summary>
    private protected OrderIntent.New Resting(decimal units = 2m) =>
        OrderIntent.Place(Broker.Account, OrderSpec.Limit(Broker.Stock, Side.Buy, units, Low));

    /// <summary>An order at the market.</summary>
    private protected OrderIntent.New AtMarket(Side side, decimal units, Instrument? instrument = null, PositionEffect effect = PositionEffect.Unspecified)
    {
        var spec = OrderSpec.Market(instrument ?? Broker.Stock, side, units);
        return OrderIntent.Place(Broker.Account, spec with { Legs = [spec.Legs[0] with { Effect = effect }] });
    }

    /// <summary>A page of the past and of the future.</summary>
    private protected HistoryQuery Always => new(Account, Broker.Clock.GetUtcNow().AddDays(-7), Broker.Clock.GetUtcNow().AddDays(1));

    /// <summary>All orders of the history.</summary>
    private protected async Task<IReadOnlyList<Order>> HistoryAsync(HistoryQuery query)
    {
        List<Order> all = [];
        await foreach (var order in Trading.EnumerateOrderHistoryAsync(query, Token))
        {
            all.Add(order);
        }

        return all;
    }

    /// <summary>All rows of the account's history.</summary>
    private protected async Task<IReadOnlyList<Transaction>> TransactionsAsync(HistoryQuery query)
    {
        List<Transaction> all = [];
        await foreach (var row in Connection.Accounts.EnumerateTransactionsAsync(query, Token))
        {
            all.Add(row);
        }

        return all;
    }

    /// <summary>Places an order that has to be taken, and names its root.</summary>
    private protected async Task<OrderRef> PlaceAsync(OrderIntent intent)
    {
        var placed = Assert.IsType<SubmitResult.Placed>(await AwaitAsync(Trading.PlaceAsync(intent, Token)));
        Assert.NotEmpty(placed.Orders);
        return new OrderRef(Broker.Account, placed.Orders[0].Order ?? throw new InvalidOperationException("The order was taken without an id."));
    }

    /// <summary>An order as the adapter reads it.</summary>
    private protected Task<Order> ReadAsync(OrderRef order) => AwaitAsync(Trading.GetOrderAsync(order, Token));

    /// <summary>An order as the books have it.</summary>
    private protected TrueOrder TruthOf(OrderRef order) => Broker.Read().Orders.Single(one => one.Id == order.Order);

    /// <summary>Compares what is said with the books, field by field.</summary>
    private protected void AssertTrue(TrueOrder truth, Order said)
    {
        new Comparison(Broker, "Order", truth.Id.Value)
            .Same("Ref", new OrderRef(Broker.Account, truth.Id), said.Ref)
            .Same("State", truth.State, said.State.Value)
            .Same("IsFinal", truth.IsFinal, said.IsFinal)
            .Same("Quantity", QuantityOf(truth, said), said.Quantity)
            .Same("Filled", truth.Filled, said.Filled)
            .Same("AveragePrice", truth.AveragePrice, said.AveragePrice, 6)
            .Same("Price", truth.Price, said.Price)
            .Same("TimeInForce", truth.TimeInForce, said.TimeInForce is { } time ? time with { Text = truth.TimeInForce.Text } : null)
            .Same<Sessions?>("Sessions", truth.Sessions, said.Sessions)
            .Same<bool?>("AllOrNone", truth.AllOrNone, said.AllOrNone)
            .Same("Replaces", truth.Replaces, said.Replaces)
            .Same("ReplacedBy", truth.ReplacedBy, said.ReplacedBy)
            .Near("SubmittedAt", truth.ReceivedAt, said.SubmittedAt)
            .Near("ClosedAt", truth.ClosedAt, said.ClosedAt)
            .SameUnlessEmpty("Fees", truth.Fees, said.Fees.Sum(fee => fee.Amount.Amount), said.Fees.Count == 0)
            .Demand();
        Assert.Equal(TimeSpan.Zero, said.AsOf.Received.Offset);
        Assert.InRange(said.AsOf.Received, truth.ReceivedAt, Broker.Clock.GetUtcNow());
        AssertLegsTrue(truth, said);
        AssertExecutionsTrue(truth, said);
    }

    private void AssertLegsTrue(TrueOrder truth, Order said)
    {
        Assert.Equal(truth.Legs.Count, said.Legs.Count);
        for (var index = 0; index < truth.Legs.Count; index++)
        {
            var (real, leg) = (truth.Legs[index], said.Legs[index]);
            PositionEffect? effect = leg.Leg.Effect == PositionEffect.Unspecified ? null : leg.Leg.Effect;
            // What is bought and sold of shares goes without saying at most brokers; of a contract never.
            var mayBeUntold = real.Effect == PositionEffect.Unspecified || (effect is null && real.Instrument is not Instrument.Option);
            new Comparison(Broker, "OrderLegState", $"{index} of {truth.Id}")
                .Same("Instrument", real.Instrument, leg.Leg.Instrument)
                .Same("Side", real.Side, leg.Leg.Side)
                .Same("Ratio", real.Ratio, leg.Leg.Ratio)
                .Same("Quantity", truth.Quantity is null ? leg.Quantity : truth.Quantity * real.Ratio, leg.Quantity)
                .Same("Effect", mayBeUntold ? effect : real.Effect, effect)
                .Same("Filled", real.Filled, leg.Filled)
                .Same("AveragePrice", real.AveragePrice, leg.AveragePrice, 6)
                .Demand();
        }
    }

    private void AssertExecutionsTrue(TrueOrder truth, Order said)
    {
        if (truth.Legs.Count > 1)
        {
            return;
        }

        if (said.Executions.Any(one => one.IsDerived))
        {
            // What was computed from two readings may stand for several fills.
            Assert.Equal(truth.Fills.Sum(fill => fill.Quantity), said.Executions.Sum(one => one.Quantity));
            Assert.Equal(decimal.Round(truth.Fills.Sum(fill => fill.Quantity * fill.Price), 4), decimal.Round(said.Executions.Sum(one => one.Quantity * one.Price), 4));
            return;
        }

        new Comparison(Broker, "Order", truth.Id.Value)
            .SameUnlessEmpty("Executions", Text(truth.Fills.Select(fill => (fill.Quantity, fill.Price))), Text(said.Executions.Select(one => (one.Quantity, one.Price))), said.Executions.Count == 0)
            .Demand();
        Assert.Distinct(said.Executions.Select(one => one.Id).OfType<string>(), StringComparer.Ordinal);
        for (var index = 0; index < said.Executions.Count; index++)
        {
            var one = said.Executions[index];
            new Comparison(Broker, "Execution", $"{index} of {truth.Id}")
                .Near("Time", truth.Fills[index].Time, one.Time)
                .Same("CumulativeAfter", truth.Fills.Take(index + 1).Sum(fill => fill.Quantity), one.CumulativeAfter)
                .Same("LegIndex", 0, one.LegIndex)
                .Demand();
        }
    }

    private static string Text(IEnumerable<(decimal Quantity, decimal Price)> fills) => string.Join(", ", fills.Select(fill => $"{fill.Quantity:G29} at {fill.Price:G29}"));

    // Once it has ended, an order for an amount of cash may be told by the units that it bought.
    private static OrderQuantity? QuantityOf(TrueOrder truth, Order said) => truth switch
    {
        { Quantity: { } units } => new OrderQuantity.Units(units),
        { Cash: not null, IsFinal: true } when said.Quantity is OrderQuantity.Units => new OrderQuantity.Units(truth.Filled),
        { Cash: { } cash } => new OrderQuantity.Cash(Money.Usd(cash)),
        _ => null,
    };

    /// <summary>Whether the features promise what is asked for; what is asked for has to be well formed.</summary>
    private protected bool IsPromised(OrderIntent intent)
    {
        var refusals = OrderRules.Check(Features, account: null, instrument: null, intent).Where(notice => notice.Severity == NoticeSeverity.Refusal).ToList();
        Assert.All(refusals, notice => Assert.Contains(notice.Code, Denials, StringComparer.Ordinal));
        return refusals.Count == 0;
    }

    /// <summary>Proves that an order is refused before anything leaves.</summary>
    private protected async Task AssertNothingLeavesAsync(OrderIntent intent)
    {
        var (received, orders) = (Broker.ChangesReceived, Broker.Read().Orders.Count);

        var error = await RefusalAsync(intent);

        Assert.Equal(Effect.None, error.Effect);
        Assert.Equal((received, orders), (Broker.ChangesReceived, Broker.Read().Orders.Count));
    }

    /// <summary>The error with which an order is refused, whichever way the adapter says it.</summary>
    private protected Task<BrokerageError> RefusalAsync(OrderIntent intent) => RefusalAsync(Trading, intent);

    /// <summary>The same of another connection.</summary>
    private protected async Task<BrokerageError> RefusalAsync(ITrading trading, OrderIntent intent)
    {
        try
        {
            return Assert.IsType<SubmitResult.Rejected>(await AwaitAsync(trading.PlaceAsync(intent, Token))).Error;
        }
        catch (BrokerageException refusal)
        {
            return refusal.Error;
        }
    }
}
