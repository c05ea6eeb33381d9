namespace Brokerage.Conformance.Tests.Broken.PassThrough;

internal sealed class MisreadMarketData(IMarketData right, MisreadingAdapter how) : DelegatingMarketData(right)
{
    public override async Task<Snapshot<Quote>> GetQuotesAsync(
        IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default) =>
        how.ReadAll(await how.Hear(Inner.GetQuotesAsync(instruments, cancellationToken)), Misread);

    public override async Task<Snapshot<InstrumentInfo>> FindInstrumentsAsync(
        string text, AssetClass? kind = null, CancellationToken cancellationToken = default) =>
        how.ReadAll(await how.Hear(Inner.FindInstrumentsAsync(text, kind, cancellationToken)), Misread);

    public override async Task<InstrumentInfo> GetInstrumentAsync(Instrument instrument, CancellationToken cancellationToken = default) =>
        Misread(await how.Hear(Inner.GetInstrumentAsync(instrument, cancellationToken)));

    public override Task<Snapshot<DateOnly>> GetExpirationsAsync(Instrument underlying, CancellationToken cancellationToken = default) =>
        how.Hear(Inner.GetExpirationsAsync(underlying, cancellationToken));

    public override async Task<Snapshot<OptionQuote>> GetOptionChainAsync(
        Instrument underlying, DateOnly expires, int? strikesAround = null, CancellationToken cancellationToken = default) =>
        how.ReadAll(
            await how.Hear(Inner.GetOptionChainAsync(underlying, expires, strikesAround, cancellationToken)),
            line => how.Read(line with { Quote = Misread(line.Quote) }));

    public override async Task<Page<Bar>> GetBarsAsync(
        Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to, string? cursor = null, CancellationToken cancellationToken = default) =>
        how.ReadAll(await how.Hear(Inner.GetBarsAsync(instrument, size, from, to, cursor, cancellationToken)), bar => how.Read(bar, size));

    public override async Task<Snapshot<MarketSession>> GetHoursAsync(
        string market, DateOnly from, DateOnly to, CancellationToken cancellationToken = default) =>
        how.ReadAll(await how.Hear(Inner.GetHoursAsync(market, from, to, cancellationToken)), how.Read);

    private Quote Misread(Quote quote) => how.Read(quote with { Instrument = how.Read(quote.Instrument) });

    private InstrumentInfo Misread(InstrumentInfo info) => how.Read(info with { Instrument = how.Read(info.Instrument) });
}
