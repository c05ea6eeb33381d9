namespace Brokerage;

/// <summary>Quotes and what belongs to them. Thread-safe. Reads may be repeated by the pipeline.</summary>
public interface IMarketData
{
    /// <summary>Quotes of many instruments. One without a quote is a failure in the answer, not an exception.</summary>
    /// <exception cref="BrokerageException">The broker could not be asked.</exception>
    Task<Snapshot<Quote>> GetQuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default);

    /// <summary>Instruments whose symbol or name fits a text.</summary>
    /// <exception cref="BrokerageException">The broker could not be asked.</exception>
    Task<Snapshot<InstrumentInfo>> FindInstrumentsAsync(string text, AssetClass? kind = null, CancellationToken cancellationToken = default);

    /// <summary>What the broker knows about an instrument.</summary>
    /// <exception cref="BrokerageException">
    /// <see cref="BrokerageErrorCode.SymbolNotFound"/> or <see cref="BrokerageErrorCode.SymbolAmbiguous"/>, or the broker could not be asked.
    /// </exception>
    Task<InstrumentInfo> GetInstrumentAsync(Instrument instrument, CancellationToken cancellationToken = default);

    /// <summary>The days on which options of an underlying expire, soonest first.</summary>
    /// <exception cref="BrokerageException">The broker could not be asked.</exception>
    Task<Snapshot<DateOnly>> GetExpirationsAsync(Instrument underlying, CancellationToken cancellationToken = default);

    /// <summary>The options of an underlying that expire on a day, by strike, calls before puts.</summary>
    /// <param name="underlying">The underlying.</param>
    /// <param name="expires">The day.</param>
    /// <param name="strikesAround">How many strikes on each side of the underlying's price; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrokerageException">The broker could not be asked.</exception>
    Task<Snapshot<OptionQuote>> GetOptionChainAsync(
        Instrument underlying, DateOnly expires, int? strikesAround = null, CancellationToken cancellationToken = default);

    /// <summary>A page of bars, oldest first; unadjusted unless the broker knows nothing else.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="size">The length of a bar.</param>
    /// <param name="from">The first instant (UTC), inclusive.</param>
    /// <param name="to">The last instant (UTC), exclusive.</param>
    /// <param name="cursor">The <see cref="Page{T}.Next"/> of the page before.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrokerageException">
    /// <see cref="BrokerageErrorCode.FeatureNotSupported"/>: the broker has no bars of this size. Or it could not be asked.
    /// </exception>
    Task<Page<Bar>> GetBarsAsync(
        Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to, string? cursor = null, CancellationToken cancellationToken = default);

    /// <summary>The sessions of a market, from one day to another inclusive.</summary>
    /// <param name="market"><c>US</c>, or the ISO 10383 code of the market.</param>
    /// <param name="from">The first day, in the market's calendar.</param>
    /// <param name="to">The last day, inclusive.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="BrokerageException">The broker could not be asked.</exception>
    Task<Snapshot<MarketSession>> GetHoursAsync(string market, DateOnly from, DateOnly to, CancellationToken cancellationToken = default);
}
