namespace Brokerage;

/// <summary>Prices, measured: those that an application asks for again and again. The rest passes as it is.</summary>
internal sealed class TelemetryMarketData(IMarketData inner, CallMeters meters) : DelegatingMarketData(inner)
{
    public override Task<Snapshot<Quote>> GetQuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default) => meters.MeasureAsync(
            "market.quotes", (Inner, instruments, cancellationToken),
            static call => call.Inner.GetQuotesAsync(call.instruments, call.cancellationToken));

    public override Task<Snapshot<OptionQuote>> GetOptionChainAsync(
        Instrument underlying, DateOnly expires, int? strikesAround = null, CancellationToken cancellationToken = default) => meters.MeasureAsync(
            "market.chain", (Inner, underlying, expires, strikesAround, cancellationToken),
            static call => call.Inner.GetOptionChainAsync(call.underlying, call.expires, call.strikesAround, call.cancellationToken));

    public override Task<Page<Bar>> GetBarsAsync(
        Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to, string? cursor = null, CancellationToken cancellationToken = default) => meters.MeasureAsync(
            "market.bars", (Inner, instrument, size, from, to, cursor, cancellationToken),
            static call => call.Inner.GetBarsAsync(call.instrument, call.size, call.from, call.to, call.cursor, call.cancellationToken));
}
