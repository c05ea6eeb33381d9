namespace Brokerage.Conformance;

/// <summary>What the suites of orders share.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class TradingConformanceTests<TBroker> : ConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
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
    private protected OrderIntent.New AtMarket(Side side, decimal units, Instrument? instrument = null) =>
        OrderIntent.Place(Broker.Account, OrderSpec.Market(instrument ?? Broker.Stock, side, units));

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
    private protected static void AssertTrue(TrueOrder truth, Order said)
    {
        var leg = Assert.Single(said.Legs);
        Assert.Equal(truth.Id, said.Ref.Order);
        Assert.Equal(truth.Instrument, leg.Leg.Instrument);
        Assert.Equal(truth.Side, leg.Leg.Side);
        Assert.Equal(truth.Filled, said.Filled);
        Assert.Equal(truth.Filled, leg.Filled);
        Assert.Equal(truth.AveragePrice, said.AveragePrice);
        Assert.Equal(truth.State, said.State.Value);
        Assert.Equal(truth.IsFinal, said.IsFinal);
        if (truth.Quantity is { } units)
        {
            Assert.Equal(new OrderQuantity.Units(units), said.Quantity);
        }

        if (truth.Price is not null)
        {
            Assert.Equal(truth.Price, said.Price);
        }
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
    private protected async Task<BrokerageError> RefusalAsync(OrderIntent intent)
    {
        try
        {
            return Assert.IsType<SubmitResult.Rejected>(await AwaitAsync(Trading.PlaceAsync(intent, Token))).Error;
        }
        catch (BrokerageException refusal)
        {
            return refusal.Error;
        }
    }
}
