using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Mapping;

/// <summary>Snapshots as quotes. Any part may be missing; a price of zero means that nobody quotes. Sizes are shares, contracts or coins.</summary>
internal static class QuoteMapping
{
    public static Quote ToQuote(SnapshotWire wire, Instrument instrument, Currency? currency, Raw<Freshness> freshness, DateTimeOffset received)
    {
        var (bid, bidSize) = Side(wire.LatestQuote?.BidPrice, wire.LatestQuote?.BidSize);
        var (ask, askSize) = Side(wire.LatestQuote?.AskPrice, wire.LatestQuote?.AskSize);
        return new Quote
        {
            Instrument = instrument,
            Currency = currency,
            Bid = bid,
            Ask = ask,
            Last = Price(wire.LatestTrade?.Price),
            BidSize = bidSize,
            AskSize = askSize,
            Volume = wire.DailyBar?.Volume,
            Open = Price(wire.DailyBar?.Open),
            High = Price(wire.DailyBar?.High),
            Low = Price(wire.DailyBar?.Low),
            PreviousClose = Price(wire.PrevDailyBar?.Close),
            Freshness = freshness,
            Source = AlpacaAdapter.BrokerId,
            AsOf = new AsOf(received, Later(wire.LatestQuote?.Time, wire.LatestTrade?.Time)),
        };
    }

    public static OptionQuote ToOptionQuote(SnapshotWire wire, Instrument.Option option, decimal? openInterest, Raw<Freshness> freshness, DateTimeOffset received) =>
        new()
        {
            Quote = ToQuote(wire, option, Currency.Usd, freshness, received),
            OpenInterest = openInterest,
            ImpliedVolatility = wire.ImpliedVolatility,
            Delta = wire.Greeks?.Delta,
            Gamma = wire.Greeks?.Gamma,
            Theta = wire.Greeks?.Theta,
            Vega = wire.Greeks?.Vega,
            Rho = wire.Greeks?.Rho,
        };

    /// <summary>A bar without its prices is no bar.</summary>
    /// <exception cref="BrokerageException">The bar has a hole in it.</exception>
    public static Bar ToBar(DataBarWire wire) =>
        wire is { Time: { } start, Open: { } open, High: { } high, Low: { } low, Close: { } close }
            ? new Bar { Start = start, Open = open, High = high, Low = low, Close = close, Volume = wire.Volume }
            : throw AlpacaErrors.Unreadable("a bar without all of its prices");

    public static Raw<Freshness> Freshness(string? feed) => new(
        feed switch
        {
            null => Brokerage.Freshness.Unknown,
            "iex" or "sip" or "opra" or "otc" or "boats" or "us" or "us-1" or "us-2" or "eu-1" or "bs-1" => Brokerage.Freshness.RealTime,
            "delayed_sip" => Brokerage.Freshness.Delayed,
            // Alpaca derives the one of options from others, and the one of the night likewise.
            "indicative" or "overnight" => Brokerage.Freshness.Indicative,
            _ => Brokerage.Freshness.Unknown,
        },
        feed);

    private static (decimal? Price, decimal? Size) Side(decimal? price, decimal? size) => price is > 0 ? (price, size) : (null, null);

    private static decimal? Price(decimal? price) => price is > 0 ? price : null;

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other ?? one : one;
}
