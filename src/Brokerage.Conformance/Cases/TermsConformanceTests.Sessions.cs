namespace Brokerage.Conformance;

/// <content>Orders beyond the regular session.</content>
public abstract partial class TermsConformanceTests<TBroker>
{
    [Theory]
    [InlineData(Sessions.Pre)]
    [InlineData(Sessions.Post)]
    [InlineData(Sessions.Extended)]
    [InlineData(Sessions.Overnight)]
    [InlineData(Sessions.Extended | Sessions.Overnight)]
    [ConformanceCase("TRM-007", "An order for more than the regular session arrives as that and is read back as that; what features deny never leaves.")]
    public Task SessionsArriveAsMeantAsync(Sessions sessions) => ArrivesBeyondAsync(OrderSpec.Limit(Broker.Stock, Side.Buy, 2m, Low) with { Sessions = sessions });

    [Theory]
    [InlineData(Sessions.Extended)]
    [InlineData(Sessions.Overnight)]
    [ConformanceCase("TRM-013", "The same for a contract that is bought to open.")]
    public Task OptionSessionsArriveAsMeantAsync(Sessions sessions)
    {
        var spec = SpecOf(Needs(Broker.Option, "The test broker has no contract."), 2m, PriceKind.Limit, TimeInForceKind.Day);
        return ArrivesBeyondAsync(spec with { Sessions = sessions, Legs = [spec.Legs[0] with { Effect = PositionEffect.Open }] });
    }

    [Theory]
    [InlineData(Sessions.Extended)]
    [InlineData(Sessions.Overnight)]
    [ConformanceCase("TRM-014", "The same for a crypto pair.")]
    public Task CryptoSessionsArriveAsMeantAsync(Sessions sessions) => ArrivesBeyondAsync(
        SpecOf(Needs(Broker.Coin, "The test broker has no pair."), 0.125m, PriceKind.Limit, TimeInForceKind.GoodTillCancelled) with { Sessions = sessions });

    [Fact]
    [ConformanceCase("TRM-008", "After the close an order for the extended session is filled, and one for the regular session is not.")]
    public async Task OnlyExtendedOrdersTradeLateAsync()
    {
        Needs(Feature.ExtendedHours);
        Broker.PassTime(TimeSpan.FromHours(6.5));
        var (bid, ask) = Broker.QuoteOf(Broker.Stock);
        Broker.SetQuote(Broker.Stock, bid, ask);
        var regular = await PlaceAsync(OrderIntent.Place(Broker.Account, OrderSpec.Limit(Broker.Stock, Side.Buy, 1m, ask)));
        var extended = await PlaceAsync(OrderIntent.Place(Broker.Account, OrderSpec.Limit(Broker.Stock, Side.Buy, 2m, ask) with { Sessions = Sessions.Extended }));

        Assert.Equal((0m, 2m), (TruthOf(regular).Filled, TruthOf(extended).Filled));
        Assert.False((await ReadAsync(regular)).IsFinal);
        AssertTrue(TruthOf(extended), await ReadAsync(extended));
    }

    private async Task ArrivesBeyondAsync(OrderSpec spec)
    {
        var intent = OrderIntent.Place(Broker.Account, spec);
        if (!IsPromised(intent))
        {
            await AssertNothingLeavesAsync(intent);
            return;
        }

        var order = await PlaceAsync(intent);

        Assert.NotEqual(Sessions.Regular, TruthOf(order).Sessions);
        AssertTrue(TruthOf(order), await ReadAsync(order));
    }

    [Theory]
    [InlineData(AssetClass.Option)]
    [InlineData(AssetClass.Crypto)]
    [InlineData(AssetClass.Future)]
    [InlineData(AssetClass.Forex)]
    [InlineData(AssetClass.Fund)]
    [InlineData(AssetClass.Bond)]
    [ConformanceCase("TRM-015", "An order in a kind of instrument that the features deny never leaves.")]
    public async Task DeniedKindsNeverLeaveAsync(AssetClass kind)
    {
        var (feature, instrument) = kind switch
        {
            AssetClass.Option => (Feature.OptionTrading, Instrument.Parse("AAPL  261218C00190000")),
            AssetClass.Crypto => (Feature.CryptoTrading, Instrument.Parse("BTC/USD")),
            AssetClass.Future => (Feature.FuturesTrading, new Instrument.Future("ES", 2026, 12, "XCME")),
            AssetClass.Forex => (Feature.ForexTrading, new Instrument.Forex(Currency.Parse("EUR"), Currency.Usd)),
            AssetClass.Fund => (Feature.FundTrading, new Instrument.Fund("VFIAX")),
            _ => (Feature.BondTrading, new Instrument.Bond("US912828ZQ64")),
        };
        LeaveOutUnless(!Features.Has(feature), $"The features promise {feature}.");
        var intent = OrderIntent.Place(Broker.Account, OrderSpec.Limit(instrument, Side.Buy, 1m, 1m));
        Assert.False(IsPromised(intent));

        await AssertNothingLeavesAsync(intent);
    }
}
