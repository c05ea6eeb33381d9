using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>Quotes. A price of zero is none: before the open the day's prices are sent as zeros. Sizes are shares or contracts.</summary>
internal static class QuoteMapping
{
    public static Quote ToQuote(QuoteDataWire wire, Instrument instrument, DateTimeOffset received)
    {
        var all = wire.All ?? new AllQuoteWire();
        var isExtended = string.Equals(wire.AhFlag, "true", StringComparison.OrdinalIgnoreCase);
        var late = isExtended ? all.ExtendedHourQuoteDetail ?? all.EhQuote : null;

        // What was bid in the regular session is no bid of the late one: where that has none, or is not told of, there is none.
        var (bid, bidSize) = isExtended ? Side(late?.Bid, late?.BidSize) : Side(all.Bid, all.BidSize);
        var (ask, askSize) = isExtended ? Side(late?.Ask, late?.AskSize) : Side(all.Ask, all.AskSize);
        var status = late is not null && !string.IsNullOrEmpty(late.QuoteStatus) ? late.QuoteStatus : wire.QuoteStatus;
        return new Quote
        {
            Instrument = instrument,
            Currency = Currency.Usd,
            Bid = bid,
            Ask = ask,
            Last = Price(late?.LastPrice) ?? Price(all.LastTrade),
            BidSize = bidSize,
            AskSize = askSize,
            Volume = all.TotalVolume,
            Open = Price(all.Open),
            High = Price(all.High),
            Low = Price(all.Low),
            PreviousClose = Price(all.PreviousClose),
            Freshness = new Raw<Freshness>(Words.Freshness(status), status),
            Source = ETradeAdapter.BrokerId,
            AsOf = new AsOf(received, Times.Instant(wire.DateTimeUTC, received) ?? Times.Instant(all.TimeOfLastTrade, received)),
        };
    }

    /// <summary>What a quote tells of its instrument.</summary>
    public static InstrumentInfo ToInfo(QuoteDataWire wire, Instrument instrument)
    {
        var all = wire.All;
        var description = all?.SymbolDescription?.Trim() is { Length: > 0 } told ? told : all?.CompanyName?.Trim();
        var isOption = instrument is Instrument.Option;
        return new InstrumentInfo
        {
            Instrument = instrument,
            Description = string.IsNullOrEmpty(description) ? null : description,
            Currency = Currency.Usd,
            Multiplier = isOption ? Arithmetic.NonZero(all?.OptionMultiplier) : 1m,
            Underlying = isOption && Instrument.TryParse(all?.OptionUnderlier?.Trim() ?? wire.Product?.Symbol?.Trim(), out var underlying) && underlying is Instrument.Equity
                ? underlying
                : null,
        };
    }

    public static QuoteTick ToTick(Quote quote) => new()
    {
        Instrument = quote.Instrument,
        Bid = quote.Bid,
        Ask = quote.Ask,
        Last = quote.Last,
        BidSize = quote.BidSize,
        AskSize = quote.AskSize,
        Time = quote.AsOf.BrokerTime ?? quote.AsOf.Received,
    };

    public static decimal? Price(decimal? price) => price is > 0m ? price : null;

    public static (decimal? Price, decimal? Size) Side(decimal? price, decimal? size) => price is > 0m ? (price, size) : (null, null);
}
