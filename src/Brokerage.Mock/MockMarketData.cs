using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Mock.Mapping;

namespace Brokerage.Mock;

internal sealed class MockMarketData(MockSession session) : IMarketData
{
    public async Task<Snapshot<Quote>> GetQuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        var asOf = session.Now;
        var known = instruments.Where(instrument => session.Listing(instrument) is not null).ToHashSet();
        var quotes = known.Select(instrument => QuoteMapping.ToQuote(session.Quote(instrument), asOf)).ToList();
        var failures = instruments.Where(instrument => !known.Contains(instrument))
            .Select(instrument => new ItemFailure(instrument.ToString(), NotListed(instrument))).ToList();
        return failures.Count == 0 ? Snapshot<Quote>.Complete(quotes, asOf) : Snapshot<Quote>.Partial(quotes, failures, asOf);
    }

    public async Task<Snapshot<InstrumentInfo>> FindInstrumentsAsync(
        string text, AssetClass? kind = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        var found = session.Exchange.Listings.Select(session.Symbols.Spell).Where(listing => (kind is null || listing.AssetClass == kind)
            && (listing.Instrument.ToString().Contains(text, StringComparison.OrdinalIgnoreCase)
                || listing.Description.Contains(text, StringComparison.OrdinalIgnoreCase)));
        return Snapshot<InstrumentInfo>.Complete([.. found.Select(listing => listing.ToInfo())], session.Now);
    }

    public async Task<InstrumentInfo> GetInstrumentAsync(Instrument instrument, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        return session.Listing(instrument)?.ToInfo() ?? throw new BrokerageException(NotListed(instrument));
    }

    public async Task<Snapshot<DateOnly>> GetExpirationsAsync(Instrument underlying, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        return Snapshot<DateOnly>.Complete(session.Exchange.GetExpiries(session.Symbols.Spell(underlying)), session.Now);
    }

    public async Task<Snapshot<OptionQuote>> GetOptionChainAsync(
        Instrument underlying, DateOnly expires, int? strikesAround = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        ArgumentOutOfRangeException.ThrowIfNegative(strikesAround ?? 0, nameof(strikesAround));
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        var asOf = session.Now;
        var chain = session.Exchange.GetOptionChain(session.Symbols.Spell(underlying), expires);
        var strikes = Strikes(underlying, chain, strikesAround);
        return Snapshot<OptionQuote>.Complete(
            [.. chain.Where(line => strikes.Contains(line.Option.Strike)).Select(line => QuoteMapping.ToOptionQuote(line, asOf))], asOf);
    }

    public async Task<Page<Bar>> GetBarsAsync(
        Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (size < TimeSpan.FromMinutes(1) || size.Ticks % TimeSpan.TicksPerMinute != 0)
        {
            throw new BrokerageException(new BrokerageError(
                BrokerageErrorCode.FeatureNotSupported, MockAdapter.BrokerId, "Bars are whole minutes long.") { Field = nameof(size) });
        }

        if (session.Listing(instrument) is null)
            throw new BrokerageException(NotListed(instrument));
        var start = cursor is null ? from : Paging.Time(cursor);
        return Paging.Bars(session.Exchange.GetBars(session.Symbols.Spell(instrument), size, start < from ? from : start, to));
    }

    public async Task<Snapshot<MarketSession>> GetHoursAsync(string market, DateOnly from, DateOnly to, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(market);
        if (to < from || to.DayNumber - from.DayNumber > 3660)
            throw new ArgumentException("The days must be in order, and at most ten years.", nameof(to));
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        IMarketCalendar calendar = string.Equals(market, "crypto", StringComparison.OrdinalIgnoreCase)
            ? AlwaysOpenCalendar.Instance
            : UsMarketCalendar.Instance;
        return Snapshot<MarketSession>.Complete([.. calendar.Days(from, to).SelectMany(day => day.Sessions)], session.Now);
    }

    private HashSet<decimal> Strikes(Instrument underlying, IReadOnlyList<OptionView> chain, int? around)
    {
        var strikes = chain.Select(line => line.Option.Strike).Distinct().Order().ToList();
        if (around is not { } count || strikes.Count == 0)
            return [.. strikes];
        var price = session.Quote(underlying).Last;
        return [.. strikes.Where(strike => strike <= price).TakeLast(count), .. strikes.Where(strike => strike > price).Take(count)];
    }

    private static BrokerageError NotListed(Instrument instrument) =>
        new(BrokerageErrorCode.SymbolNotFound, MockAdapter.BrokerId, $"'{instrument}' is not listed.");
}
