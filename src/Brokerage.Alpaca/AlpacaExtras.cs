using System.Globalization;
using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>The extras of one connection.</summary>
internal sealed class AlpacaExtras(AlpacaSession session) : IAlpacaExtras
{
    public async Task<AlpacaAccountSettings> GetSettingsAsync(CancellationToken cancellationToken = default)
    {
        await session.AccountAsync(cancellationToken).ConfigureAwait(false);
        var (wire, _) = await session.GetAsync(
            "settings.read", EndpointPurpose.Trading, "v2/account/configurations", AlpacaJson.Default.SettingsWire, cancellationToken).ConfigureAwait(false);
        return ExtrasMapping.ToSettings(wire);
    }

    public async Task<AlpacaPortfolioHistory> GetPortfolioHistoryAsync(
        DateTimeOffset from, DateTimeOffset to, TimeSpan step, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(from, to);
        var path = RequestPath.WithQuery(
            "v2/account/portfolio/history", ("start", Text(from)), ("end", Text(to)), ("timeframe", Timeframe(step)), ("intraday_reporting", "continuous"));
        var account = await session.AccountAsync(cancellationToken).ConfigureAwait(false);
        var (wire, asOf) = await session.GetAsync(
            "history.read", EndpointPurpose.Trading, path, AlpacaJson.Default.PortfolioHistoryWire, cancellationToken).ConfigureAwait(false);
        return new AlpacaPortfolioHistory(account.BaseCurrency, wire.BaseValue, ExtrasMapping.ToPoints(wire), asOf);
    }

    public async Task<Snapshot<AlpacaWatchlist>> GetWatchlistsAsync(CancellationToken cancellationToken = default)
    {
        await session.AccountAsync(cancellationToken).ConfigureAwait(false);
        var (rows, asOf) = await session.GetAsync(
            "watchlists.list", EndpointPurpose.Trading, "v2/watchlists", AlpacaJson.Default.IReadOnlyListWatchlistWire, cancellationToken).ConfigureAwait(false);
        return Rows.ToSnapshot(rows, row => Require(ExtrasMapping.ToWatchlist(row)), row => row.Id, asOf);
    }

    public async Task<AlpacaWatchlist> GetWatchlistAsync(string id, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        await session.AccountAsync(cancellationToken).ConfigureAwait(false);
        var (wire, _) = await session.GetAsync(
            "watchlists.read", EndpointPurpose.Trading, RequestPath.Of($"v2/watchlists/{id}"), AlpacaJson.Default.WatchlistWire, cancellationToken).ConfigureAwait(false);
        return Require(ExtrasMapping.ToWatchlist(wire with { Assets = wire.Assets ?? [] }));
    }

    private static AlpacaWatchlist Require(AlpacaWatchlist? list) => list ?? throw AlpacaErrors.Unreadable("a watchlist without an id or a name");

    private static string Timeframe(TimeSpan step) => step.TotalMinutes switch
    {
        1 => "1Min",
        5 => "5Min",
        15 => "15Min",
        60 => "1H",
        24 * 60 => "1D",
        _ => throw AlpacaErrors.Refuse($"Alpaca has histories in steps of 1, 5 and 15 minutes, an hour and a day, not of {step}."),
    };

    private static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
