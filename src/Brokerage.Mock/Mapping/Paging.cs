using System.Globalization;

namespace Brokerage.Mock.Mapping;

/// <summary>Pages: numbered rows newest first, whose cursor is the number of the last row that was shown; bars oldest first.</summary>
internal static class Paging
{
    private const int PageSize = 100;
    private const int MostBars = 1000;

    /// <summary>The rows of one page, and the cursor of the next.</summary>
    /// <exception cref="BrokerageException">The cursor is not one of ours.</exception>
    public static (IReadOnlyList<T> Rows, string? Next) Newest<T>(IEnumerable<T> rows, Func<T, long> number, string? cursor)
    {
        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            throw WrongCursor();

        var page = rows.Where(row => number(row) < before).OrderByDescending(number).Take(PageSize + 1).ToList();
        if (page.Count <= PageSize)
            return (page, null);
        page.RemoveAt(PageSize);
        return (page, number(page[^1]).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>A page of bars, oldest first; the cursor is the start of the first bar of the next page.</summary>
    public static Page<Bar> Bars(IReadOnlyList<Bar> bars) => bars.Count <= MostBars
        ? Page<Bar>.Only(bars)
        : new Page<Bar>([.. bars.Take(MostBars)], bars[MostBars].Start.UtcTicks.ToString(CultureInfo.InvariantCulture), OldestAvailable: null, []);

    /// <summary>The time that a cursor of bars stands for.</summary>
    /// <exception cref="BrokerageException">The cursor is not one of ours.</exception>
    public static DateTimeOffset Time(string cursor) =>
        long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTimeOffset.MaxValue.UtcTicks
            ? new DateTimeOffset(ticks, TimeSpan.Zero)
            : throw WrongCursor();

    private static BrokerageException WrongCursor() => new(new BrokerageError(
        BrokerageErrorCode.InvalidRequest, MockAdapter.BrokerId, "The cursor is not of this query.") { Field = "Cursor" });
}
