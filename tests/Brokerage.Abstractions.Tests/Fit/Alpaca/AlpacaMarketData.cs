using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Alpaca;

/// <summary>Alpaca leaves unknown symbols out of its answer; here each is named beside the others. A price of 0 means that there is none.</summary>
internal sealed class AlpacaMarketData(AlpacaConnection connection) : IMarketData
{
    public async Task<Snapshot<Quote>> GetQuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default)
    {
        var symbols = string.Join(',', instruments.Select(AlpacaInstruments.Wire));
        var wire = Json.Read((await connection.ReadAsync($"/v2/stocks/snapshots?symbols={symbols}", cancellationToken)).Body);
        var quotes = new List<Quote>();
        var missing = new List<ItemFailure>();
        foreach (var instrument in instruments)
        {
            if (wire.At(AlpacaInstruments.Wire(instrument)) is { } row) quotes.Add(QuoteOf(row, instrument));
            else missing.Add(new ItemFailure(instrument.ToString(), new BrokerageError(BrokerageErrorCode.SymbolNotFound, AlpacaAdapter.Broker, $"No quote for {instrument}.")));
        }
        var asOf = new AsOf(connection.Now, null);
        return missing.Count == 0 ? Snapshot<Quote>.Complete(quotes, asOf) : Snapshot<Quote>.Partial(quotes, missing, asOf);
    }

    public async Task<Snapshot<InstrumentInfo>> FindInstrumentsAsync(string text, AssetClass? kind = null, CancellationToken cancellationToken = default)
    {
        var rows = Json.Read((await connection.ReadAsync("/v2/assets", cancellationToken)).Body).List("").Select(Info);
        var found = rows.Where(info => info.Instrument.ToString().Contains(text, StringComparison.OrdinalIgnoreCase) && (kind is null || info.Instrument.AssetClass == kind));
        return Snapshot<InstrumentInfo>.Complete([.. found], new AsOf(connection.Now, null));
    }

    public async Task<InstrumentInfo> GetInstrumentAsync(Instrument instrument, CancellationToken cancellationToken = default) =>
        Info(Json.Read((await connection.ReadAsync($"/v2/assets/{AlpacaInstruments.Wire(instrument)}", cancellationToken)).Body)!);

    public async Task<Snapshot<DateOnly>> GetExpirationsAsync(Instrument underlying, CancellationToken cancellationToken = default)
    {
        var chain = await ChainAsync(underlying, cancellationToken);
        var days = chain.Select(quote => ((Instrument.Option)quote.Quote.Instrument).Expires).Distinct().Order();
        return Snapshot<DateOnly>.Complete([.. days], new AsOf(connection.Now, null));
    }

    public async Task<Snapshot<OptionQuote>> GetOptionChainAsync(Instrument underlying, DateOnly expires, int? strikesAround = null, CancellationToken cancellationToken = default)
    {
        var chain = (await ChainAsync(underlying, cancellationToken)).Where(quote => ((Instrument.Option)quote.Quote.Instrument).Expires == expires);
        return Snapshot<OptionQuote>.Complete([.. strikesAround is { } count ? chain.Take(count) : chain], new AsOf(connection.Now, null));
    }

    public async Task<Page<Bar>> GetBarsAsync(Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to, string? cursor = null, CancellationToken cancellationToken = default)
    {
        var wire = Json.Read((await connection.ReadAsync($"/v2/stocks/bars?symbols={AlpacaInstruments.Wire(instrument)}&page_token={cursor}", cancellationToken)).Body);
        var bars = wire.At("bars").List(AlpacaInstruments.Wire(instrument)).Select(row => new Bar
        {
            Start = row.Instant("t")!.Value,
            Open = row.Number("o")!.Value,
            High = row.Number("h")!.Value,
            Low = row.Number("l")!.Value,
            Close = row.Number("c")!.Value,
            Volume = row.Number("v"),
        });
        return new Page<Bar>([.. bars.OrderByDescending(bar => bar.Start)], wire.Text("next_page_token"), null, []);
    }

    public async Task<Snapshot<MarketSession>> GetHoursAsync(string market, DateOnly from, DateOnly to, CancellationToken cancellationToken = default)
    {
        var rows = Json.Read((await connection.ReadAsync("/v2/calendar", cancellationToken)).Body).List("");
        return Snapshot<MarketSession>.Complete([.. rows.Select(Session)], new AsOf(connection.Now, null));
    }

    private static MarketSession Session(JsonNode row)
    {
        var day = DateOnly.Parse(row.Word("date"), CultureInfo.InvariantCulture);
        return new MarketSession(Sessions.Regular, At(day, row.Word("open")), At(day, row.Word("close")));
    }

    private static DateTimeOffset At(DateOnly day, string clock)
    {
        var local = day.ToDateTime(TimeOnly.Parse(clock, CultureInfo.InvariantCulture));
        return new DateTimeOffset(local, Times.NewYork.GetUtcOffset(local)).ToUniversalTime();
    }

    private async Task<IReadOnlyList<OptionQuote>> ChainAsync(Instrument underlying, CancellationToken cancellationToken)
    {
        var wire = Json.Read((await connection.ReadAsync($"/v1beta1/options/snapshots/{AlpacaInstruments.Wire(underlying)}", cancellationToken)).Body);
        return [.. ((JsonObject)wire.At("snapshots")!).Select(row => new OptionQuote
        {
            Quote = QuoteOf(row.Value!, AlpacaInstruments.Of(row.Key, "us_option")),
            // Open interest is not here: null, not 0. Illiquid contracts have no greeks.
            ImpliedVolatility = Double(row.Value, "impliedVolatility"),
            Delta = Double(row.Value, "greeks/delta"),
            Gamma = Double(row.Value, "greeks/gamma"),
            Theta = Double(row.Value, "greeks/theta"),
            Vega = Double(row.Value, "greeks/vega"),
            Rho = Double(row.Value, "greeks/rho"),
        })];
    }

    private static double? Double(JsonNode? node, string path) => (double?)node.Number(path);

    private Quote QuoteOf(JsonNode row, Instrument instrument) => new()
    {
        Instrument = instrument,
        Currency = Currency.Usd,
        Bid = row.NonZero("latestQuote/bp"),
        Ask = row.NonZero("latestQuote/ap"),
        BidSize = row.NonZero("latestQuote/bs"),
        AskSize = row.NonZero("latestQuote/as"),
        Last = row.Number("latestTrade/p"),
        Volume = row.Number("dailyBar/v"),
        Open = row.Number("dailyBar/o"),
        High = row.Number("dailyBar/h"),
        Low = row.Number("dailyBar/l"),
        PreviousClose = row.Number("prevDailyBar/c"),
        Freshness = new Raw<Freshness>(Freshness.RealTime, "iex"),
        Source = AlpacaAdapter.Broker,
        AsOf = new AsOf(connection.Now, row.Instant("latestQuote/t")),
    };

    private static InstrumentInfo Info(JsonNode row) => new()
    {
        Instrument = AlpacaInstruments.Of(row.Word("symbol"), row.Word("class")),
        Description = row.Text("name"),
        Currency = Currency.Usd,
        Multiplier = row.Word("class") == "us_option" ? 100 : 1,
        PriceStep = row.Number("price_increment"),
        QuantityStep = row.Number("min_trade_increment"),
        MinQuantity = row.Number("min_order_size"),
        Fractional = row.Flag("fractionable"),
        Shortable = row.Flag("shortable"),
        Tradable = row.Flag("tradable"),
    };
}
