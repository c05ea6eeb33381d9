using Brokerage.Transport;

namespace Brokerage.Conformance.Tests.Guide.Acme;

internal sealed class AcmeMarketData(AcmeSession session) : IMarketData
{
    #region quotes
    public async Task<Snapshot<Quote>> GetQuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        var asked = instruments.Distinct().ToDictionary(AcmeMapping.ToSymbol, StringComparer.Ordinal);
        var path = RequestPath.WithQuery("v1/quotes", ("symbols", string.Join(',', asked.Keys)));
        var (rows, asOf) = await session.GetAsync(
            "quotes.read", EndpointPurpose.MarketData, path, AcmeJson.Default.IReadOnlyListQuoteWire, cancellationToken).ConfigureAwait(false);
        // Rows are known by their symbol, never by their place; what is missing failed, and is not a quote of zero.
        var bySymbol = rows.Where(row => row?.Symbol is not null).ToDictionary(row => row.Symbol!, StringComparer.Ordinal);
        var items = asked.Where(one => bySymbol.ContainsKey(one.Key)).Select(one => AcmeMapping.ToQuote(bySymbol[one.Key], one.Value, asOf.Received)).ToList();
        var failures = asked.Where(one => !bySymbol.ContainsKey(one.Key)).Select(one => new ItemFailure(one.Value.ToString(), NotListed(one.Value))).ToList();
        return failures.Count == 0 ? Snapshot<Quote>.Complete(items, asOf) : Snapshot<Quote>.Partial(items, failures, asOf);
    }
    #endregion

    public async Task<InstrumentInfo> GetInstrumentAsync(Instrument instrument, CancellationToken cancellationToken = default)
    {
        var quotes = await GetQuotesAsync([instrument], cancellationToken).ConfigureAwait(false);
        return quotes.Items.Count == 1
            ? new InstrumentInfo { Instrument = instrument, Currency = Currency.Usd, Multiplier = 1m }
            : throw new BrokerageException(NotListed(instrument));
    }

    public Task<Snapshot<InstrumentInfo>> FindInstrumentsAsync(string text, AssetClass? kind = null, CancellationToken cancellationToken = default) =>
        Denied<Snapshot<InstrumentInfo>>("search");

    public Task<Snapshot<DateOnly>> GetExpirationsAsync(Instrument underlying, CancellationToken cancellationToken = default) => Denied<Snapshot<DateOnly>>("options");

    public Task<Snapshot<OptionQuote>> GetOptionChainAsync(
        Instrument underlying, DateOnly expires, int? strikesAround = null, CancellationToken cancellationToken = default) => Denied<Snapshot<OptionQuote>>("options");

    public Task<Page<Bar>> GetBarsAsync(
        Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to, string? cursor = null, CancellationToken cancellationToken = default) =>
        Denied<Page<Bar>>("bars");

    public Task<Snapshot<MarketSession>> GetHoursAsync(string market, DateOnly from, DateOnly to, CancellationToken cancellationToken = default) =>
        Denied<Snapshot<MarketSession>>("hours");

    private static Task<T> Denied<T>(string what) => Task.FromException<T>(AcmeErrors.Refuse($"Acme has no {what}."));

    private static BrokerageError NotListed(Instrument instrument) =>
        new(BrokerageErrorCode.SymbolNotFound, AcmeAdapter.BrokerId, $"Acme does not list {instrument}.");
}
