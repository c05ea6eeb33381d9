namespace Brokerage.Conformance;

/// <summary>Contracts are opened and closed as meant, alone and in combinations.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class OptionConformanceTests<TBroker> : TradingConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    private Instrument Contract => Needs(Broker.Option, "The test broker has no contract.");

    private Instrument Further => Needs(Broker.OtherOption, "The test broker has no second contract.");

    [Theory]
    [InlineData(Side.Buy, PositionEffect.Open, 1)]
    [InlineData(Side.Sell, PositionEffect.Close, -1)]
    [ConformanceCase("OPT-001", "A contract is bought to open and sold to close: the books have the intent, and the holding moves by whole contracts.")]
    public async Task TheIntentArrivesAsync(Side side, PositionEffect effect, int moved)
    {
        Needs(Feature.OptionTrading);
        var before = Broker.Read().Held(Contract);

        var order = await PlaceAsync(OrderIntent.Place(Broker.Account, Of(side, effect, 1m)));

        Assert.Equal((side, effect), (TruthOf(order).Side, TruthOf(order).Legs[0].Effect));
        Assert.Equal(before + moved, Broker.Read().Held(Contract));
        AssertTrue(TruthOf(order), await ReadAsync(order));
    }

    [Fact]
    [ConformanceCase("OPT-002", "A written contract is a negative holding with a negative value that counts the multiplier, and is bought back to close.")]
    public async Task AWrittenContractIsNegativeAsync()
    {
        Needs(Feature.OptionTrading);
        Needs(Feature.MultiLeg);
        await PlaceAsync(OrderIntent.Place(Broker.Account, Spread(AtOnce, 2)));

        var short_ = (await AwaitAsync(Connection.Accounts.GetPositionsAsync(Account, Token))).Items.Single(one => one.Instrument == Further);

        var truth = Broker.Read().Holdings.Single(one => one.Instrument == Further);
        Assert.Equal((-2m, truth.Quantity * truth.Price * 100m), (short_.Quantity, short_.MarketValue));
        var closing = OrderSpec.Market(Further, Side.Buy, 1m);
        var order = await PlaceAsync(OrderIntent.Place(Broker.Account, closing with { Legs = [closing.Legs[0] with { Effect = PositionEffect.Close }] }));
        Assert.Equal((PositionEffect.Close, -1m), (TruthOf(order).Legs[0].Effect, Broker.Read().Held(Further)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [ConformanceCase("OPT-003", "A combination is one order of its legs with their sides, intents and ratios, at a net price that is positive when paid and negative when received; where features deny it, nothing leaves.")]
    public async Task ACombinationArrivesAsync(bool isPaid)
    {
        var price = new PriceTerms.Limit(isPaid ? 0.05m : -90m);
        var spec = isPaid ? Spread(price, 2) : Reversed(Spread(price, 2));
        var intent = OrderIntent.Place(Broker.Account, spec);
        if (!IsPromised(intent))
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        var order = await PlaceAsync(intent);

        var truth = Assert.Single(Broker.Read().Orders);
        Assert.Equal(spec.Legs.Select(leg => (leg.Instrument, leg.Side, leg.Effect, leg.Ratio)), truth.Legs.Select(leg => (leg.Instrument, leg.Side, leg.Effect, leg.Ratio)));
        Assert.Equal(price, truth.Price);
        Assert.Equal(OrderShape.MultiLeg, (await ReadAsync(order)).Shape.Value);
        AssertTrue(truth, await ReadAsync(order));
    }

    [Fact]
    [ConformanceCase("OPT-004", "A filled combination moves every leg, each by its own sign and price, and the cash by the net price times the multiplier.")]
    public async Task ACombinationMovesEveryLegAsync()
    {
        Needs(Feature.MultiLeg);
        var (before, cash) = (Broker.Read().Held(Contract), Broker.Read().Cash);

        var order = await PlaceAsync(OrderIntent.Place(Broker.Account, Spread(AtOnce, 2)));

        var truth = Broker.Read();
        Assert.Equal((before + 2m, -2m), (truth.Held(Contract), truth.Held(Further)));
        AssertTrue(TruthOf(order), await ReadAsync(order));
        Assert.Equal(truth.Cash, (await AwaitAsync(Connection.Accounts.GetBalanceAsync(Account, Token))).Cash);
        Assert.NotEqual(cash, truth.Cash);
    }

    [Fact]
    [ConformanceCase("OPT-005", "A ratio other than one arrives as that.")]
    public async Task RatiosArriveAsync()
    {
        Needs(Feature.MultiLeg);
        var spec = Spread(new PriceTerms.Limit(0.05m), 1);
        spec = spec with { Legs = [spec.Legs[0] with { Ratio = 2 }, spec.Legs[1]] };

        var order = await PlaceAsync(OrderIntent.Place(Broker.Account, spec));

        Assert.Equal([2, 1], TruthOf(order).Legs.Select(leg => leg.Ratio));
        AssertTrue(TruthOf(order), await ReadAsync(order));
    }

    [Fact]
    [ConformanceCase("OPT-006", "A combination is cancelled whole.")]
    public async Task ACombinationIsCancelledAsync()
    {
        Needs(Feature.MultiLeg);
        var order = await PlaceAsync(OrderIntent.Place(Broker.Account, Spread(new PriceTerms.Limit(0.05m), 1)));

        Assert.IsType<CancelResult.Requested>(await AwaitAsync(Trading.CancelAsync(order, Token)));

        Assert.Equal(OrderState.Cancelled, TruthOf(order).State);
        AssertTrue(TruthOf(order), await ReadAsync(order));
    }

    private OrderSpec Of(Side side, PositionEffect effect, decimal units)
    {
        var spec = OrderSpec.Market(Contract, side, units);
        return spec with { Legs = [spec.Legs[0] with { Effect = effect }] };
    }

    // Not every broker takes a combination at the market; a net price far above fills as fast.
    private PriceTerms AtOnce => Features.Best(new OrderScope { Operation = OrderOperation.Place, Shape = OrderShape.MultiLeg, Price = PriceKind.Market })?.Support is Support.Native or Support.Emulated
        ? new PriceTerms.Market()
        : new PriceTerms.Limit(90m);

    // Buys the nearer contract and writes the further one.
    private OrderSpec Spread(PriceTerms price, decimal units) => new()
    {
        Legs = [new OrderLeg(Contract, Side.Buy, PositionEffect.Open), new OrderLeg(Further, Side.Sell, PositionEffect.Open)],
        Quantity = new OrderQuantity.Units(units),
        Price = price,
        TimeInForce = TimeInForce.Day,
    };

    // Writes the nearer contract, of which the account may hold some, and buys the further one.
    private static OrderSpec Reversed(OrderSpec spread) => spread with
    {
        Legs = [.. spread.Legs.Select(leg => leg with { Side = leg.Side == Side.Buy ? Side.Sell : Side.Buy })],
    };
}
