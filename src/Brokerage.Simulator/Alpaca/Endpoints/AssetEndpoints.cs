using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>Assets, clock and calendar.</summary>
internal sealed class AssetEndpoints(AlpacaDesk desk)
{
    private const int LongestCalendar = 20_000;

    public void Map(AlpacaEndpoints endpoints)
    {
        endpoints.Map("GET", "/v2/assets", null, List);
        endpoints.Map("GET", "/v2/assets/{**symbol}", null, Find);
        endpoints.Map("GET", "/v2/clock", null, _ => AlpacaEndpoints.Ok(Clock(), AlpacaJson.Wire.ClockWire));
        endpoints.Map("GET", "/v2/calendar", null, Calendar);
    }

    public AssetWire ToWire(Listing listing) => HoldingMapping.Asset(
        listing, desk.Ids, desk.Assets.All.Any(other => other.Instrument is Instrument.Option && other.Underlying == listing.Instrument));

    private Reply Find(Call call)
    {
        var symbol = call.Route("symbol");
        return desk.Assets.Find(symbol) is { } listing
            ? AlpacaEndpoints.Ok(ToWire(listing), AlpacaJson.Wire.AssetWire)
            : AlpacaErrors.AssetNotFound(symbol);
    }

    private Reply List(Call call)
    {
        var assetClass = call.Query("asset_class") ?? "us_equity";
        var exchange = call.Query("exchange");
        var assets = desk.Assets.All
            .Where(listing => string.Equals(Words.AssetClass(listing), assetClass, StringComparison.Ordinal))
            .Select(ToWire)
            .Where(asset => call.Query("status") is null or "all" || string.Equals(call.Query("status"), asset.Status, StringComparison.Ordinal))
            .Where(asset => string.Equals(exchange ?? asset.Exchange, asset.Exchange, StringComparison.Ordinal))
            .Where(asset => call.QueryList("attributes").All(attribute => asset.Attributes.Contains(attribute, StringComparer.Ordinal)));
        return AlpacaEndpoints.Ok([.. assets], AlpacaJson.Wire.IReadOnlyListAssetWire);
    }

    private ClockWire Clock()
    {

        return new ClockWire
        {
            Timestamp = AlpacaHours.Local(desk.Hours.Now),
            IsOpen = desk.Hours.IsOpen,
            NextOpen = AlpacaHours.Local(desk.Hours.NextOpen),
            NextClose = AlpacaHours.Local(desk.Hours.NextClose),
        };
    }

    private Reply Calendar(Call call)
    {
        var today = NewYorkTime.DateAt(desk.Hours.Now);
        var from = Day(call, "start") ?? new DateOnly(1970, 1, 1);
        var to = Day(call, "end") ?? new DateOnly(Math.Min(today.Year + 3, 9999), 12, 31);
        if (from > to)
        {
            throw new AlpacaRefusal(AlpacaErrors.Invalid("start is after end"));
        }

        var days = UsMarketCalendar.Instance.Days(from, to).Take(LongestCalendar).Select(day => new CalendarDayWire
        {
            Date = WireText.Date(day.Date),
            Open = Local(day.Opens, "HH:mm"),
            Close = Local(day.Closes, "HH:mm"),
            SessionOpen = Local(day.PreOpens, "HHmm"),
            SessionClose = Local(day.PostCloses, "HHmm"),
            SettlementDate = WireText.Date(UsMarketCalendar.Instance.SettlementDate(day.Date)),
        });
        return AlpacaEndpoints.Ok([.. days], AlpacaJson.Wire.IReadOnlyListCalendarDayWire);
    }

    private static DateOnly? Day(Call call, string name) =>
        AlpacaEndpoints.Time(call, name) is { } time ? DateOnly.FromDateTime(time.UtcDateTime) : null;

    private static string Local(DateTimeOffset instant, string format) =>
        NewYorkTime.ToLocal(instant).ToString(format, System.Globalization.CultureInfo.InvariantCulture);
}
