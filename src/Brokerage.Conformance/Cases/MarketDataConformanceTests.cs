namespace Brokerage.Conformance;

/// <summary>Quotes and instruments say what the market says.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class MarketDataConformanceTests<TBroker> : ConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    private IMarketData Data => Connection.MarketData ?? throw new InvalidOperationException("This connection has no market data.");

    [Fact]
    [ConformanceCase("MKT-001", "Bid and ask are the market's, not swapped, with their source and freshness.")]
    public async Task QuotesAreTheMarketsAsync()
    {
        Broker.SetQuote(Broker.Stock, 500.10m, 500.35m, 300m, 700m);

        var quote = Assert.Single((await AwaitAsync(Data.GetQuotesAsync([Broker.Stock], Token))).Items);

        Assert.Equal((Broker.Stock, 500.10m, 500.35m), (quote.Instrument, quote.Bid, quote.Ask));
        Assert.Equal((300m, 700m), (quote.BidSize ?? 300m, quote.AskSize ?? 700m));
        Assert.Equal(Connection.Broker, quote.Source);
    }

    [Fact]
    [ConformanceCase("MKT-002", "The next reading has the next price.")]
    public async Task TheNextReadingHasTheNextPriceAsync()
    {
        Broker.SetQuote(Broker.Stock, 500.10m, 500.35m);
        await AwaitAsync(Data.GetQuotesAsync([Broker.Stock], Token));
        Broker.SetQuote(Broker.Stock, 498.20m, 498.45m);

        var quote = Assert.Single((await AwaitAsync(Data.GetQuotesAsync([Broker.Stock], Token))).Items);

        Assert.Equal((498.20m, 498.45m), (quote.Bid, quote.Ask));
    }

    [Fact]
    [ConformanceCase("MKT-003", "What is not listed is a failure of its own beside the quotes of the rest, never a quote of zero.")]
    public async Task AnUnknownSymbolFailsAloneAsync()
    {
        var quotes = await AwaitAsync(Data.GetQuotesAsync([Broker.Stock, Broker.Unlisted], Token));

        Assert.Equal(Broker.Stock, Assert.Single(quotes.Items).Instrument);
        Assert.False(quotes.IsComplete);
        Assert.Equal(BrokerageErrorCode.SymbolNotFound, Assert.Single(quotes.Failures).Error.Code);
    }

    [Fact]
    [ConformanceCase("MKT-004", "An instrument is described under the suite's own spelling.")]
    public async Task AnInstrumentIsDescribedAsync()
    {
        var info = await AwaitAsync(Data.GetInstrumentAsync(Broker.Stock, Token));

        Assert.Equal(Broker.Stock, info.Instrument);
        Assert.NotEqual(false, info.Tradable);
        Assert.Equal(BrokerageErrorCode.SymbolNotFound, (await ErrorOfAsync(Data.GetInstrumentAsync(Broker.Unlisted, Token))).Code);
    }

    [Fact]
    [ConformanceCase("MKT-005", "Contracts are told with their multiplier, in chains of one expiration.")]
    public async Task AChainHoldsTheContractAsync()
    {
        if (Broker.Option is not Instrument.Option contract || !Features.Of(Feature.OptionChains).IsSupported)
        {
            Assert.False(Features.Of(Feature.OptionChains).IsSupported, "Features promise chains; the test broker has to name a contract.");
            return;
        }

        var underlying = Instrument.Parse(contract.Root);
        var days = await AwaitAsync(Data.GetExpirationsAsync(underlying, Token));
        var chain = await AwaitAsync(Data.GetOptionChainAsync(underlying, contract.Expires, cancellationToken: Token));

        Assert.Contains(contract.Expires, days.Items);
        Assert.Contains(chain.Items, row => row.Quote.Instrument == contract);
        Assert.All(chain.Items, row => Assert.Equal(contract.Expires, ((Instrument.Option)row.Quote.Instrument).Expires));
        Assert.Equal(100m, (await AwaitAsync(Data.GetInstrumentAsync(contract, Token))).Multiplier);
    }
}
