using System.Globalization;
using System.Text;
using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>Bars in pages: sorted by symbol, then by time, and the limit counts all symbols together.</summary>
internal sealed class BarPages(AlpacaDesk desk)
{
    public BarsWire Read(Call call, IReadOnlyList<Listing> listings)
    {
        var size = Size(call.Query("timeframe"));
        var now = desk.Hours.Now;
        var to = AlpacaEndpoints.Time(call, "end") ?? now;
        var from = AlpacaEndpoints.Time(call, "start") ?? Markets.NewYorkTime.At(Markets.NewYorkTime.DateAt(now), TimeOnly.MinValue);
        var limit = AlpacaEndpoints.Number(call, "limit", 1000, 1, 10_000);
        var skip = Skip(call.Query("page_token"));
        var descending = call.Query("sort") is "desc";

        var rows = listings
            .OrderBy(listing => Symbols.Of(listing.Instrument), StringComparer.Ordinal)
            .SelectMany(listing => Sorted(listing, size, from, to, descending).Select(bar => (Symbol: Symbols.Of(listing.Instrument), Bar: DataFeed.Bar(listing, bar))))
            .Skip(skip)
            .Take(limit + 1)
            .ToList();
        var page = rows.Take(limit)
            .GroupBy(row => row.Symbol, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<BarWire>)[.. group.Select(row => row.Bar)], StringComparer.Ordinal);
        return new BarsWire(page, rows.Count > limit ? Token(skip + limit) : null);
    }

    public static string Token(int skip) => Convert.ToBase64String(Encoding.ASCII.GetBytes(skip.ToString(CultureInfo.InvariantCulture)));

    public static int Skip(string? token)
    {
        if (token is null)
        {
            return 0;
        }

        Span<byte> bytes = stackalloc byte[32];
        return Convert.TryFromBase64String(token, bytes, out var written)
            && int.TryParse(Encoding.ASCII.GetString(bytes[..written]), NumberStyles.None, CultureInfo.InvariantCulture, out var skip)
                ? skip
                : throw new AlpacaRefusal(AlpacaErrors.BadRequest("invalid page_token"));
    }

    private IEnumerable<Bar> Sorted(Listing listing, TimeSpan size, DateTimeOffset from, DateTimeOffset to, bool descending)
    {
        // The broker's end is inclusive, the exchange's is not.
        var bars = desk.Bars(listing.Instrument, size, from, to.AddTicks(1));
        return descending ? bars.Reverse() : bars;
    }

    /// <summary>Such as 1Min, 15T, 1Hour, 4H, 1Day, 1D, 1Week, 1Month (a month counts thirty days here).</summary>
    private static TimeSpan Size(string? text)
    {
        if (text is null)
        {
            throw new AlpacaRefusal(AlpacaErrors.BadRequest("timeframe is required"));
        }

        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        if (digits is 0 or > 2)
        {
            throw new AlpacaRefusal(AlpacaErrors.BadRequest($"invalid timeframe: {text}"));
        }

        var count = int.Parse(text.AsSpan(0, digits), NumberStyles.None, CultureInfo.InvariantCulture);
        var unit = text[digits..] switch
        {
            "Min" or "T" when count is >= 1 and <= 59 => TimeSpan.FromMinutes(1),
            "Hour" or "H" when count is >= 1 and <= 23 => TimeSpan.FromHours(1),
            "Day" or "D" when count is 1 => TimeSpan.FromDays(1),
            "Week" or "W" when count is 1 => TimeSpan.FromDays(7),
            "Month" or "M" when count is 1 or 2 or 3 or 4 or 6 or 12 => TimeSpan.FromDays(30),
            _ => throw new AlpacaRefusal(AlpacaErrors.BadRequest($"invalid timeframe: {text}")),
        };
        return count * unit;
    }
}
