namespace Brokerage;

/// <summary>A base for guards of <see cref="IMarketData"/>: forwards everything.</summary>
public abstract class DelegatingMarketData : IMarketData
{
    /// <summary>Wraps a role.</summary>
    protected DelegatingMarketData(IMarketData inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <summary>What is guarded. Never handed out.</summary>
    protected IMarketData Inner { get; }

    /// <inheritdoc/>
    public virtual Task<Snapshot<Quote>> GetQuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default) =>
        Inner.GetQuotesAsync(instruments, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Snapshot<InstrumentInfo>> FindInstrumentsAsync(
        string text, AssetClass? kind = null, CancellationToken cancellationToken = default) =>
        Inner.FindInstrumentsAsync(text, kind, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<InstrumentInfo> GetInstrumentAsync(Instrument instrument, CancellationToken cancellationToken = default) =>
        Inner.GetInstrumentAsync(instrument, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Snapshot<DateOnly>> GetExpirationsAsync(Instrument underlying, CancellationToken cancellationToken = default) =>
        Inner.GetExpirationsAsync(underlying, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Snapshot<OptionQuote>> GetOptionChainAsync(
        Instrument underlying, DateOnly expires, int? strikesAround = null, CancellationToken cancellationToken = default) =>
        Inner.GetOptionChainAsync(underlying, expires, strikesAround, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Page<Bar>> GetBarsAsync(
        Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to, string? cursor = null, CancellationToken cancellationToken = default) =>
        Inner.GetBarsAsync(instrument, size, from, to, cursor, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Snapshot<MarketSession>> GetHoursAsync(
        string market, DateOnly from, DateOnly to, CancellationToken cancellationToken = default) =>
        Inner.GetHoursAsync(market, from, to, cancellationToken);
}
