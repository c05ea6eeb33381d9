using System.Globalization;

namespace Brokerage.Mock.Mapping;

/// <summary>Pages of numbered rows, newest first; the cursor is the number of the last row that was shown.</summary>
internal static class Paging
{
    private const int PageSize = 100;

    /// <summary>The rows of one page, and the cursor of the next.</summary>
    /// <exception cref="BrokerageException">The cursor is not one of ours.</exception>
    public static (IReadOnlyList<T> Rows, string? Next) Page<T>(IEnumerable<T> rows, Func<T, long> number, string? cursor)
    {
        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
        {
            throw new BrokerageException(new BrokerageError(
                BrokerageErrorCode.InvalidRequest, MockAdapter.BrokerId, "The cursor is not of this query.") { Field = "Cursor" });
        }

        var page = rows.Where(row => number(row) < before).OrderByDescending(number).Take(PageSize + 1).ToList();
        if (page.Count <= PageSize)
            return (page, null);
        page.RemoveAt(PageSize);
        return (page, number(page[^1]).ToString(CultureInfo.InvariantCulture));
    }
}
