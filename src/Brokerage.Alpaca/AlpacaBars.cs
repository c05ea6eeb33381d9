using System.Globalization;
using Brokerage.Alpaca.Mapping;
using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>Bars, oldest first, unadjusted.</summary>
internal sealed class AlpacaBars(AlpacaSession session)
{
    private const string PageSize = "1000";

    // What is younger is real time, which plans with the delayed tape do not have.
    private static readonly TimeSpan TapeDelay = TimeSpan.FromMinutes(15);

    public async Task<Page<Bar>> ReadAsync(
        Instrument instrument, TimeSpan size, DateTimeOffset from, DateTimeOffset to, string? cursor, CancellationToken cancellationToken)
    {
        var symbol = Symbols.ToWire(instrument) ?? throw AlpacaErrors.Refuse($"Alpaca does not list {instrument}.");
        var path = RequestPath.WithQuery(
            Endpoint(instrument),
            ("symbols", symbol),
            ("timeframe", Timeframe(size)),
            ("start", Text(from)),
            ("end", Text(Until(instrument, to))),
            ("limit", PageSize),
            ("sort", "asc"),
            ("adjustment", instrument is Instrument.Equity ? "raw" : null),
            ("feed", instrument is Instrument.Equity ? HistoricalFeed(session.Settings.StockFeed) : null),
            ("page_token", cursor));
        var (wire, _) = await session.GetAsync(
            "bars.read", EndpointPurpose.MarketData, path, AlpacaJson.Default.BarsWire, cancellationToken).ConfigureAwait(false);
        var rows = wire.Bars?.GetValueOrDefault(symbol) ?? [];
        var (bars, gaps) = Rows.Read(rows, QuoteMapping.ToBar, row => row.Time is { } start ? Text(start) : null);

        // The end is inclusive at Alpaca and exclusive here.
        List<Bar> inside = [.. bars.Where(bar => bar.Start >= from && bar.Start < to)];
        return new Page<Bar>(inside, string.IsNullOrEmpty(wire.NextPageToken) ? null : wire.NextPageToken, OldestAvailable: null, gaps);
    }

    private DateTimeOffset Until(Instrument instrument, DateTimeOffset to)
    {
        if (instrument is not Instrument.Equity || session.Settings.StockFeed is not "delayed_sip")
        {
            return to;
        }

        var youngest = session.Clock.GetUtcNow() - TapeDelay;
        return to < youngest ? to : youngest;
    }

    private string Endpoint(Instrument instrument) => instrument switch
    {
        Instrument.Option => "v1beta1/options/bars",
        Instrument.Crypto => RequestPath.Of($"v1beta3/crypto/{session.Settings.CryptoLocation}/bars"),
        _ => "v2/stocks/bars",
    };

    private static string Timeframe(TimeSpan size)
    {
        var text = size switch
        {
            { Ticks: <= 0 } => null,
            _ when size.Ticks % TimeSpan.TicksPerMinute != 0 => null,
            _ when size < TimeSpan.FromHours(1) => Number(size.TotalMinutes, "Min"),
            _ when size < TimeSpan.FromDays(1) && size.Ticks % TimeSpan.TicksPerHour == 0 => Number(size.TotalHours, "Hour"),
            _ when size == TimeSpan.FromDays(1) => "1Day",
            _ when size == TimeSpan.FromDays(7) => "1Week",
            _ => null,
        };
        return text ?? throw AlpacaErrors.Refuse($"Alpaca has bars of 1 to 59 minutes, of 1 to 23 hours, of a day and of a week, not of {size}.");
    }

    // History has fewer feeds than the present: the delayed tape is the whole tape, and the night is Blue Ocean's.
    private static string HistoricalFeed(string feed) => feed switch
    {
        "delayed_sip" => "sip",
        "overnight" => "boats",
        _ => feed,
    };

    private static string Number(double count, string unit) => string.Create(CultureInfo.InvariantCulture, $"{count:0}{unit}");

    private static string Text(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'", CultureInfo.InvariantCulture);
}
