using System.Globalization;
using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>Quotes, instruments, chains, bars and hours.</summary>
internal sealed class AlpacaMarketData(AlpacaSession session, AlpacaInstruments instruments) : IMarketData
{
    private const int MostFound = 50;
    private static readonly TimeZoneInfo NewYork = TimeZoneInfo.FindSystemTimeZoneById("America/New_York");

    private readonly AlpacaQuotes _quotes = new(session);
    private readonly AlpacaChains _chains = new(session);
    private readonly AlpacaBars _bars = new(session);

    public Task<Snapshot<Quote>> GetQuotesAsync(IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        return _quotes.ReadAsync(instruments, cancellationToken);
    }

    public async Task<Snapshot<InstrumentInfo>> FindInstrumentsAsync(string text, AssetClass? kind = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        List<Snapshot<InstrumentInfo>> lists = [];
        if (kind is null or AssetClass.Equity)
        {
            lists.Add(await instruments.ListAsync(Symbols.EquityClass, cancellationToken).ConfigureAwait(false));
        }

        if (kind is null or AssetClass.Crypto)
        {
            lists.Add(await instruments.ListAsync(Symbols.CryptoClass, cancellationToken).ConfigureAwait(false));
        }

        // Of a class that is new to us, an asset may stand in either list. What could not be read may be what is looked for.
        var all = lists.SelectMany(list => list.Items).Where(info => kind is null || info.Instrument.AssetClass == kind);
        var found = InstrumentSearch.Best(all, text.Trim(), MostFound);
        List<ItemFailure> failures = [.. lists.SelectMany(list => list.Failures)];
        return new Snapshot<InstrumentInfo>(found, failures.Count == 0, failures, new AsOf(session.Clock.GetUtcNow()));
    }

    public Task<InstrumentInfo> GetInstrumentAsync(Instrument instrument, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return instruments.GetAsync(instrument, cancellationToken);
    }

    public Task<Snapshot<DateOnly>> GetExpirationsAsync(Instrument underlying, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(session.Clock.GetUtcNow(), NewYork).Date);
        return _chains.ExpirationsAsync(underlying, today, cancellationToken);
    }

    public async Task<Snapshot<OptionQuote>> GetOptionChainAsync(
        Instrument underlying, DateOnly expires, int? strikesAround = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(underlying);
        if (strikesAround is { } strikes)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(strikes, nameof(strikesAround));
        }

        var chain = await _chains.ReadAsync(underlying, expires, cancellationToken).ConfigureAwait(false);
        if (strikesAround is not { } around)
        {
            return chain;
        }

        var quotes = await _quotes.ReadAsync([underlying], cancellationToken).ConfigureAwait(false);
        var quote = quotes.Items is [var only, ..] ? only : null;
        return AlpacaChains.Around(chain, quote?.Last ?? quote?.Bid ?? quote?.PreviousClose, around);
    }

    public Task<Page<Bar>> GetBarsAsync(
        Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to, string? cursor = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return _bars.ReadAsync(instrument, size, from, to, cursor, cancellationToken);
    }

    public async Task<Snapshot<MarketSession>> GetHoursAsync(string market, DateOnly from, DateOnly to, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(market);
        if (!string.Equals(market, Instrument.Equity.UnitedStates, StringComparison.Ordinal))
        {
            throw AlpacaErrors.Refuse($"Alpaca knows the hours of the US market, not of '{market}'.");
        }

        var path = RequestPath.WithQuery("v2/calendar", ("start", Text(from)), ("end", Text(to)));
        var (days, asOf) = await session.GetAsync(
            "calendar.read", EndpointPurpose.Trading, path, AlpacaJson.Default.IReadOnlyListCalendarDayWire, cancellationToken).ConfigureAwait(false);
        var (sessions, failures) = Rows.Read(days, day => CalendarMapping.ToSessions(day, NewYork), day => day.Date is { } date ? Text(date) : null);
        return new Snapshot<MarketSession>([.. sessions.SelectMany(day => day)], failures.Count == 0, failures, asOf);
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
