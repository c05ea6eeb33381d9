using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>
/// Bars of any size. What has been traded on the exchange is read from its minutes; what lies before its opening is made up, walking back from
/// the price at the opening by the day, the same for every reading.
/// </summary>
internal static class BarReader
{
    private const int MostBars = 20_000;

    public static IReadOnlyList<Bar> Read(Core core, ListingState listing, TimeSpan size, DateTimeOffset from, DateTimeOffset to)
    {
        if (size < TimeSpan.FromMinutes(1) || size.Ticks % TimeSpan.TicksPerMinute != 0)
        {
            throw new ArgumentException("Bars are of whole minutes.", nameof(size));
        }

        if (size > TimeSpan.FromDays(1) && size.Ticks % TimeSpan.TicksPerDay != 0)
        {
            throw new ArgumentException("Bars longer than a day are of whole days.", nameof(size));
        }

        // Both halves pass through one gathering: the bar in which the exchange opened is partly made up and partly traded, and yet one bar.
        var day = TimeSpan.FromDays(1);
        var end = to < core.OpenedAt - size ? to + size : core.OpenedAt;
        // What a contract cost before anybody quoted it is not made up.
        var hasPast = from < core.OpenedAt && listing.Listing.AssetClass is not AssetClass.Option;
        var before = hasPast ? Past(core, listing, size < day ? size : day, Floor(from, size), end) : [];
        return [.. Gather(before.Concat(listing.Bars.Minutes), size).SkipWhile(bar => bar.Start < from).TakeWhile(bar => bar.Start < to)];
    }

    private static IEnumerable<Bar> Gather(IEnumerable<Bar> parts, TimeSpan size)
    {
        Bar? open = null;
        foreach (var minute in parts)
        {
            var start = Floor(minute.Start, size);
            if (open is not null && open.Start == start)
            {
                open = open with
                {
                    High = Math.Max(open.High, minute.High), Low = Math.Min(open.Low, minute.Low), Close = minute.Close, Volume = open.Volume + minute.Volume,
                };
                continue;
            }

            if (open is not null)
            {
                yield return open;
            }

            open = minute with { Start = start };
        }

        if (open is not null)
        {
            yield return open;
        }
    }

    /// <summary>Days and longer begin at midnight in New York, seven days on a Monday, shorter ones on the clock.</summary>
    private static DateTimeOffset Floor(DateTimeOffset time, TimeSpan size)
    {
        if (size < TimeSpan.FromDays(1))
        {
            return new DateTimeOffset(time.UtcTicks - (time.UtcTicks % size.Ticks), TimeSpan.Zero);
        }

        // Day 0 of the calendar is a Monday.
        var number = NewYorkTime.DateAt(time).DayNumber;
        return NewYorkTime.At(DateOnly.FromDayNumber(number - (number % (int)size.TotalDays)), TimeOnly.MinValue);
    }

    private static List<Bar> Past(Core core, ListingState listing, TimeSpan size, DateTimeOffset from, DateTimeOffset to)
    {
        var bars = new List<Bar>();
        var close = listing.FirstPrice;
        var today = NewYorkTime.DateAt(core.OpenedAt);
        var random = new CounterRandom(core.Options.Seed, "past " + listing.Instrument);
        for (var day = today; NewYorkTime.At(day, TimeOnly.MinValue).AddDays(1) > from && bars.Count < MostBars; day = day.AddDays(-1))
        {
            var hours = listing.Listing.AssetClass == AssetClass.Crypto ? AlwaysOpenCalendar.Instance.GetDay(day) : UsMarketCalendar.Instance.GetDay(day);
            if (hours is null)
            {
                continue;
            }

            var open = OpenOf(listing, random, day, close);
            AddDay(bars, listing, random, (hours, size), (open, close), from, to);
            close = open;
        }

        bars.Reverse();
        return bars;
    }

    private static decimal OpenOf(ListingState listing, CounterRandom random, DateOnly day, decimal close)
    {
        // An even draw of this width has the daily deviation that the yearly volatility means.
        var width = listing.Listing.Volatility / 15.87m * 1.73m;
        var move = (((decimal)random.Fraction((ulong)day.DayNumber * 512)) - 0.5m) * 2m * width;
        return Grid(listing, Math.Max(listing.Listing.PriceStep, close * (1m - move)));
    }

    /// <summary>The bars of a day, newest first: a straight line from its open to its close with some noise.</summary>
    private static void AddDay(
        List<Bar> bars, ListingState listing, CounterRandom random, (TradingDay Day, TimeSpan Size) shape, (decimal Open, decimal Close) price,
        DateTimeOffset from, DateTimeOffset to)
    {
        var (day, size) = shape;
        var count = size >= TimeSpan.FromDays(1) ? 1 : (int)((day.Closes - day.Opens).Ticks / size.Ticks);
        for (var i = count - 1; i >= 0; i--)
        {
            var start = count == 1 ? NewYorkTime.At(day.Date, TimeOnly.MinValue) : day.Opens + (size * i);
            if (start < from || start >= to)
            {
                continue;
            }

            var (open, close) = (Along(listing, price, i, count), Along(listing, price, i + 1, count));
            var noise = (decimal)random.Fraction(((ulong)day.Date.DayNumber * 512) + 1 + (ulong)(i % 500)) * 0.004m * close;
            bars.Add(new Bar
            {
                Start = start,
                Open = open,
                High = Grid(listing, Math.Max(open, close) + noise),
                Low = Grid(listing, Math.Max(listing.Listing.PriceStep, Math.Min(open, close) - noise)),
                Close = close,
                Volume = decimal.Round(listing.Listing.Depth * (decimal)size.TotalMinutes * (0.5m + (noise / close * 200m))),
            });
        }
    }

    private static decimal Along(ListingState listing, (decimal Open, decimal Close) price, int at, int of) =>
        Grid(listing, price.Open + ((price.Close - price.Open) * at / of));

    private static decimal Grid(ListingState listing, decimal price) =>
        decimal.Round(price / listing.Listing.PriceStep) * listing.Listing.PriceStep;
}
