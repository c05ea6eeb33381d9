namespace Brokerage.Conformance;

/// <summary>Quotes and instruments say what the market says.</summary>
/// <typeparam name="TBroker">The test broker.</typeparam>
public abstract class MarketDataConformanceTests<TBroker> : ConformanceTests<TBroker>
    where TBroker : TestBroker, new()
{
    private IMarketData Data => Needs(Connection.MarketData, "The connection has no market data.");

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
    [ConformanceCase("MKT-005", "Expirations are the broker's, soonest first, and a chain holds every contract of its day and no other, by strike, calls before puts.")]
    public async Task AChainHoldsItsContractsAsync()
    {
        var contract = Contract();
        var underlying = Instrument.Parse(contract.Root);

        var days = await AwaitAsync(Data.GetExpirationsAsync(underlying, Token));
        var chain = await AwaitAsync(Data.GetOptionChainAsync(underlying, contract.Expires, cancellationToken: Token));

        var truth = Broker.ContractsOn(underlying).OfType<Instrument.Option>().ToList();
        Assert.True(truth.Exists(one => one.Strike != decimal.Truncate(one.Strike)), "The test broker has to list a strike between two whole ones.");
        Assert.Equal(truth.Select(one => one.Expires).Distinct().Order(), days.Items);
        Assert.Equal(
            truth.Where(one => one.Expires == contract.Expires).OrderBy(one => one.Strike).ThenBy(one => !one.IsCall).Select(one => one.ToString()),
            chain.Items.Select(row => row.Quote.Instrument.ToString()),
            StringComparer.Ordinal);
    }

    [Fact]
    [ConformanceCase("MKT-006", "Rows of a chain have the market's prices, greeks whose signs are a call's and a put's, and a volatility that is a fraction.")]
    public async Task AChainHasPricesAsync()
    {
        var contract = Contract();
        var chain = await AwaitAsync(Data.GetOptionChainAsync(Instrument.Parse(contract.Root), contract.Expires, cancellationToken: Token));

        Assert.All(chain.Items, row =>
        {
            var truth = Broker.Look(row.Quote.Instrument);
            new Comparison(Broker, "Quote", row.Quote.Instrument.ToString()).Same("Bid", truth.Bid, row.Quote.Bid).Same("Ask", truth.Ask, row.Quote.Ask).Demand();
            var isCall = ((Instrument.Option)row.Quote.Instrument).IsCall;
            Assert.InRange(row.Delta ?? 0d, isCall ? 0d : -1d, isCall ? 1d : 0d);
            Assert.True(row is { Gamma: null or >= 0d, Vega: null or >= 0d, Theta: null or <= 0d, ImpliedVolatility: null or (> 0d and < 5d), OpenInterest: null or >= 0m });
        });
        Assert.True(!Features.Of(Feature.Greeks).IsSupported || chain.Items.Any(row => row.Delta is not null and not 0d), "Features promise greeks.");
    }

    [Fact]
    [ConformanceCase("MKT-007", "A chain can be cut to the strikes around the price.")]
    public async Task AChainCanBeCutAsync()
    {
        var contract = Contract();
        var price = Broker.Look(Instrument.Parse(contract.Root)).Last;

        var chain = await AwaitAsync(Data.GetOptionChainAsync(Instrument.Parse(contract.Root), contract.Expires, strikesAround: 1, Token));

        var strikes = chain.Items.Select(row => ((Instrument.Option)row.Quote.Instrument).Strike).Distinct().ToList();
        Assert.InRange(strikes.Count(strike => strike <= price), 0, 1);
        Assert.InRange(strikes.Count(strike => strike > price), 0, 1);
        Assert.NotEmpty(strikes);
    }

    [Fact]
    [ConformanceCase("MKT-008", "A side that nobody quotes is unknown, never a price of zero.")]
    public async Task NobodyIsNotZeroAsync()
    {
        var (_, ask) = Broker.QuoteOf(Broker.Stock);
        Broker.SetQuote(Broker.Stock, null, ask);

        var quote = Assert.Single((await AwaitAsync(Data.GetQuotesAsync([Broker.Stock], Token))).Items);

        Assert.Equal((null, ask), (quote.Bid, quote.Ask));
    }

    [Fact]
    [ConformanceCase("MKT-009", "Last trade, the close before, currency, freshness and time are the market's.")]
    public async Task TheWholeQuoteIsTheMarketsAsync()
    {
        // A trade beside the close before.
        var (bid, ask) = Broker.QuoteOf(Broker.Stock);
        Broker.SetQuote(Broker.Stock, bid + 3m, ask + 3m);
        Broker.PlaceElsewhere(OrderSpec.Market(Broker.Stock, Side.Buy, 1m));
        var truth = Broker.Look(Broker.Stock);
        Assert.NotEqual(truth.PreviousClose, truth.Last);

        var quote = Assert.Single((await AwaitAsync(Data.GetQuotesAsync([Broker.Stock], Token))).Items);

        new Comparison(Broker, "Quote", "of a share")
            .Same("Last", truth.Last, quote.Last)
            .Same("PreviousClose", truth.PreviousClose, quote.PreviousClose)
            .Same("Currency", Currency.Usd, quote.Currency)
            .Demand();
        Assert.Equal(!Features.Of(Feature.RealTimeQuotes).IsSupported, quote.Freshness.Value is Freshness.Delayed or Freshness.Unknown or Freshness.PreviousClose);
        Assert.Equal(TimeSpan.Zero, quote.AsOf.Received.Offset);
        Assert.InRange(quote.AsOf.BrokerTime ?? truth.Time, truth.Time.AddSeconds(-1), Broker.Clock.GetUtcNow());
    }

    [Fact]
    [ConformanceCase("MKT-010", "Shares, contracts and pairs asked for together are each answered by their own price.")]
    public async Task KindsAreNotMixedAsync()
    {
        Instrument[] asked = [.. new[] { Broker.Stock, Broker.Shorted, Broker.Option, Broker.Coin }.OfType<Instrument>()];

        var quotes = await AwaitAsync(Data.GetQuotesAsync(asked, Token));

        Assert.True(quotes.IsComplete);
        Assert.Equal(asked.Length, quotes.Items.Count);
        Assert.All(asked, instrument =>
        {
            var said = Assert.Single(quotes.Items, quote => quote.Instrument == instrument);
            Assert.Equal((Broker.Look(instrument).Bid, Broker.Look(instrument).Ask), (said.Bid, said.Ask));
        });
    }

    [Fact]
    [ConformanceCase("MKT-011", "What is known of an instrument is what it is listed as: multiplier, steps, currency.")]
    public async Task AnInstrumentIsWhatItIsListedAsAsync()
    {
        foreach (var instrument in new[] { Broker.Stock, Broker.Option, Broker.Coin }.OfType<Instrument>())
        {
            var said = await AwaitAsync(Data.GetInstrumentAsync(instrument, Token));

            var truth = Broker.Describe(instrument);
            new Comparison(Broker, "InstrumentInfo", instrument.ToString())
                .Same("Instrument", instrument, said.Instrument)
                .Same("Multiplier", truth.Multiplier, said.Multiplier)
                .Same("Currency", truth.Currency, said.Currency)
                .Same("Fractional", truth.Fractional, said.Fractional)
                .Same("Tradable", truth.Tradable, said.Tradable)
                .Same("QuantityStep", truth.QuantityStep, said.QuantityStep)
                .Same("Underlying", truth.Underlying, said.Underlying)
                .Demand();
        }
    }

    [Fact]
    [ConformanceCase("MKT-012", "Bars are what was traded, oldest first, each once, in UTC; the beginning counts and the end does not.")]
    public async Task BarsAreWhatWasTradedAsync()
    {
        Needs(Feature.Bars);
        var to = Broker.Clock.GetUtcNow().AddMinutes(-32);
        var from = to.AddMinutes(-30);

        var page = await AwaitAsync(Data.GetBarsAsync(Broker.Stock, TimeSpan.FromMinutes(5), from, to, cancellationToken: Token));

        var truth = Broker.BarsOf(Broker.Stock, TimeSpan.FromMinutes(5), from, to);
        Assert.NotEmpty(truth);
        Assert.Equal(truth.Select(Figures), page.Items.Select(Figures));
        Assert.All(page.Items, bar => Assert.Equal(TimeSpan.Zero, bar.Start.Offset));
        Assert.Null(page.Next);
    }

    [Fact]
    [ConformanceCase("MKT-013", "More bars than one page holds are all there, each once.")]
    public async Task NoPageOfBarsIsLostAsync()
    {
        Needs(Feature.Bars);
        var instrument = Broker.Coin ?? Broker.Stock;
        var to = Broker.Clock.GetUtcNow().AddMinutes(-32);
        var from = to.AddDays(-2);
        List<Bar> all = [];
        string? cursor = null;
        do
        {
            var page = await AwaitAsync(Data.GetBarsAsync(instrument, TimeSpan.FromMinutes(1), from, to, cursor, Token));
            all.AddRange(page.Items);
            cursor = page.Next;
        }
        while (cursor is not null);

        Assert.Equal(Broker.BarsOf(instrument, TimeSpan.FromMinutes(1), from, to).Select(bar => bar.Start), all.Select(bar => bar.Start));
    }

    [Fact]
    [ConformanceCase("MKT-014", "The hours of the market are the calendar's, in UTC: a holiday has none, a short day ends early, summer is an hour earlier.")]
    public async Task HoursAreTheCalendarsAsync()
    {
        Needs(Feature.Calendar);
        async Task<IEnumerable<(DateTimeOffset, DateTimeOffset)>> RegularAsync(DateOnly from, DateOnly to) =>
            (await AwaitAsync(Data.GetHoursAsync("US", from, to, Token))).Items.Where(session => session.Kind == Sessions.Regular).Select(session => (session.Opens, session.Closes));
        static DateTimeOffset At(int month, int day, int hour, int minute) => new(2026, month, day, hour, minute, 0, TimeSpan.Zero);

        Assert.Equal(
            [(At(11, 25, 14, 30), At(11, 25, 21, 0)), (At(11, 27, 14, 30), At(11, 27, 18, 0))],
            await RegularAsync(new DateOnly(2026, 11, 25), new DateOnly(2026, 11, 29)));
        Assert.Equal([(At(7, 1, 13, 30), At(7, 1, 20, 0))], await RegularAsync(new DateOnly(2026, 7, 1), new DateOnly(2026, 7, 1)));
    }

    [Fact]
    [ConformanceCase("MKT-015", "A search finds by symbol, keeps to the kind that is asked for, and finds nothing where nothing is.")]
    public async Task ASearchFindsAsync()
    {
        Needs(Feature.InstrumentSearch);

        var found = await AwaitAsync(Data.FindInstrumentsAsync(Broker.Stock.ToString(), cancellationToken: Token));
        var others = await AwaitAsync(Data.FindInstrumentsAsync("a", AssetClass.Equity, Token));
        var nothing = await AwaitAsync(Data.FindInstrumentsAsync(Broker.Unlisted.ToString(), cancellationToken: Token));

        Assert.Contains(found.Items, info => info.Instrument == Broker.Stock);
        Assert.NotEmpty(others.Items);
        Assert.All(others.Items, info => Assert.Equal(AssetClass.Equity, info.Instrument.AssetClass));
        Assert.Empty(nothing.Items);
    }

    [Theory]
    [InlineData(BrokerFault.EndLogin)]
    [InlineData(BrokerFault.GoDown)]
    [InlineData(BrokerFault.Garble)]
    [InlineData(BrokerFault.LimitRate)]
    [ConformanceCase("MKT-016", "A broker that does not answer has no prices to tell: an error with its reason, never an old price and never none.")]
    public async Task NoPriceIsMadeUpAsync(BrokerFault fault)
    {
        await AwaitAsync(Data.GetQuotesAsync([Broker.Stock], Token));
        Broker.Inject(fault);

        var error = await ErrorOfAsync(Data.GetQuotesAsync([Broker.Stock], Token));

        Assert.Contains(error.Code, fault switch
        {
            BrokerFault.EndLogin => [BrokerageErrorCode.AuthExpired, BrokerageErrorCode.AuthRevoked, BrokerageErrorCode.SessionExpired],
            BrokerFault.Garble => [BrokerageErrorCode.UnexpectedResponse],
            BrokerFault.LimitRate => [BrokerageErrorCode.RateLimited],
            _ => new[] { BrokerageErrorCode.BrokerUnavailable, BrokerageErrorCode.ConnectionFailed, BrokerageErrorCode.Timeout },
        });
    }

    [Fact]
    [ConformanceCase("MKT-017", "A size of bars that the broker does not have is refused as unsupported, not rounded.")]
    public async Task OddBarsAreRefusedAsync()
    {
        Needs(Feature.Bars);
        var now = Broker.Clock.GetUtcNow();

        Assert.Equal(
            BrokerageErrorCode.FeatureNotSupported,
            (await ErrorOfAsync(Data.GetBarsAsync(Broker.Stock, TimeSpan.FromSeconds(7), now.AddHours(-1), now, cancellationToken: Token))).Code);
    }

    [Fact]
    [ConformanceCase("MKT-018", "More contracts of a day than one page holds are all in the chain, each once.")]
    public async Task NoPageOfContractsIsLostAsync()
    {
        var contract = Contract();
        LeaveOutUnless(Broker.ListStrikes(Broker.PageSize), "The test broker cannot list more contracts.");

        var chain = await AwaitAsync(Data.GetOptionChainAsync(Instrument.Parse(contract.Root), contract.Expires, cancellationToken: Token));

        var truth = Broker.ContractsOn(Instrument.Parse(contract.Root)).OfType<Instrument.Option>().Where(one => one.Expires == contract.Expires).ToList();
        Assert.InRange(truth.Count, (2 * Broker.PageSize) + 1, int.MaxValue);
        Assert.True(chain.IsComplete);
        Assert.Equal(truth.Count, chain.Items.Count);
        Assert.True(truth.ToHashSet<Instrument>().SetEquals(chain.Items.Select(row => row.Quote.Instrument)));
    }

    [Fact]
    [ConformanceCase("MKT-019", "Open, high, low and volume of the day fit each other and the last trade, where the broker tells them.")]
    public async Task TheDayFitsAsync()
    {
        var (bid, ask) = Broker.QuoteOf(Broker.Stock);
        foreach (var moved in new[] { 9m, -8m, 1m })
        {
            Broker.SetQuote(Broker.Stock, bid + moved, ask + moved);
            Broker.PlaceElsewhere(OrderSpec.Market(Broker.Stock, Side.Buy, 1m));
        }

        var quote = Assert.Single((await AwaitAsync(Data.GetQuotesAsync([Broker.Stock], Token))).Items);

        Assert.True(quote is not { High: { } high, Low: { } low } || (low < high && quote.Last >= low && quote.Last <= high), $"Last is {quote.Last}, between {quote.Low} and {quote.High}.");
        Assert.True(quote.Open is null || (quote.Open >= (quote.Low ?? quote.Open) && quote.Open <= (quote.High ?? quote.Open)), $"Open is {quote.Open}, between {quote.Low} and {quote.High}.");
        Assert.True(quote.Volume is null or > 0m, $"There was a trade, and the volume is {quote.Volume}.");
    }

    private static (DateTimeOffset Start, decimal Open, decimal High, decimal Low, decimal Close) Figures(Bar bar) =>
        (bar.Start, bar.Open, bar.High, bar.Low, bar.Close);

    private Instrument.Option Contract()
    {
        Needs(Feature.OptionChains);
        return Broker.Option as Instrument.Option ?? throw new InvalidOperationException("Features promise chains; the test broker has to name a contract.");
    }
}
