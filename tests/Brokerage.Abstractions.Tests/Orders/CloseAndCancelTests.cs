namespace Brokerage.Abstractions.Tests.Orders;

/// <summary>Closing positions and cancelling everything are orders and cancels like any other.</summary>
public sealed class CloseAndCancelTests
{
    private static readonly AsOf Now = new(new DateTimeOffset(2026, 11, 19, 15, 32, 0, TimeSpan.Zero));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("AAPL", 12.5, Side.Sell, TimeInForceKind.Day)]
    [InlineData("AAPL", -3, Side.Buy, TimeInForceKind.Day)]
    [InlineData("AAPL  270115C00250000", -2, Side.Buy, TimeInForceKind.Day)]
    [InlineData("BTC/USD", 0.25, Side.Sell, TimeInForceKind.GoodTillCancelled)]
    public void A_position_is_closed_on_the_other_side_whole_and_to_close(string instrument, double quantity, Side side, TimeInForceKind time)
    {
        var spec = OrderSpec.ToClose(Position(instrument, (decimal)quantity));

        var leg = Assert.Single(spec.Legs);
        Assert.Equal((Instrument.Parse(instrument), side, PositionEffect.Close), (leg.Instrument, leg.Side, leg.Effect));
        Assert.Equal(new OrderQuantity.Units(Math.Abs((decimal)quantity)), spec.Quantity);
        Assert.Equal((new PriceTerms.Market(), time), (spec.Price, spec.TimeInForce.Kind));
    }

    [Fact]
    public void Nothing_cannot_be_closed() => Assert.Throws<ArgumentException>(() => OrderSpec.ToClose(Position("AAPL", 0m)));

    [Fact]
    public async Task Every_open_order_is_cancelled_once_and_a_plan_by_its_parent()
    {
        var trading = new Desk(isComplete: true, Order("1"), Order("2", parent: "1"), Order("3", parent: "elsewhere"), Order("4"));
        trading.Answers["4"] = new CancelResult.AlreadyFinal(Order("4"));

        var asked = await trading.CancelAllAsync(Samples.Account.Account, Token);

        Assert.Equal(["1", "3", "4"], trading.Cancelled);
        Assert.Equal(["1", "3", "4"], asked.Items.Select(item => item.Order.Order.Value));
        Assert.IsType<CancelResult.Requested>(asked.Items[0].Result);
        Assert.IsType<CancelResult.AlreadyFinal>(asked.Items[2].Result);
        Assert.True(asked.IsComplete);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task What_could_not_be_seen_or_addressed_is_not_called_all(bool isComplete, bool isAddressable)
    {
        var trading = new Desk(isComplete, Order("1"), Order("2") with { IsAddressable = isAddressable });

        var asked = await trading.CancelAllAsync(Samples.Account.Account, Token);

        Assert.False(asked.IsComplete);
        Assert.Equal(isAddressable ? 2 : 1, asked.Items.Count);
    }

    private static Position Position(string instrument, decimal quantity) => new()
    {
        Account = Samples.Account,
        Instrument = Instrument.Parse(instrument),
        Quantity = quantity,
        Multiplier = 1m,
        Currency = Currency.Usd,
        AverageCost = null,
        Price = null,
        MarketValue = null,
        AsOf = Now,
    };

    private static Order Order(string id, string? parent = null) => new()
    {
        Ref = new OrderRef(Samples.Account, OrderId.Parse(id)),
        Parent = parent is null ? null : OrderId.Parse(parent),
        State = new Raw<OrderState>(OrderState.Working, "new"),
        Shape = new Raw<OrderShape>(OrderShape.Single, null),
        Legs = [],
        Filled = 0m,
        Price = new PriceTerms.Market(),
        TimeInForce = TimeInForce.Day,
        AsOf = Now,
    };

    private sealed class Desk(bool isComplete, params Order[] open) : ITrading
    {
        public Dictionary<string, CancelResult> Answers { get; } = new(StringComparer.Ordinal);

        public List<string> Cancelled { get; } = [];

        public Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default) =>
            Task.FromResult(new Snapshot<Order>(open, isComplete, [], Now));

        public Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default)
        {
            Cancelled.Add(order.Order.Value);
            return Task.FromResult(Answers.GetValueOrDefault(order.Order.Value, new CancelResult.Requested()));
        }

        public Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }
}
