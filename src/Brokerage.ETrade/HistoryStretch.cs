using Brokerage.Markets;

namespace Brokerage.ETrade;

/// <summary>
/// The days of a query about history. E*TRADE wants both, the first before the last, keeps two years, and counts in New York's calendar; what
/// it sends beyond the query's instants is trimmed by who asks.
/// </summary>
internal sealed record HistoryStretch(DateOnly First, DateOnly Last, DateTimeOffset OldestAvailable, bool IsEmpty)
{
    private const int YearsKept = 2;

    /// <summary>The days of a query's next page: those of the page before, whatever day it is now.</summary>
    public HistoryStretch From(HistoryCursor? cursor) => cursor is null ? this : this with { First = cursor.First, Last = cursor.Last };

    public static HistoryStretch Of(HistoryQuery query, DateTimeOffset now)
    {
        var today = NewYorkTime.DateAt(now);
        var oldest = today.AddYears(-YearsKept).AddDays(1);
        var available = NewYorkTime.At(oldest, TimeOnly.MinValue);
        var isEmpty = query.To <= query.From || query.To <= available || query.From > now;
        var last = query.To > now ? today : NewYorkTime.DateAt(query.To.AddTicks(-1));
        var first = query.From < available ? oldest : NewYorkTime.DateAt(query.From);
        if (isEmpty)
        {
            return new HistoryStretch(oldest, today, available, IsEmpty: true);
        }

        // One day alone would be a range that does not end after it starts.
        return first < last
            ? new HistoryStretch(first, last, available, IsEmpty: false)
            : new HistoryStretch(last == oldest ? last : last.AddDays(-1), last == oldest ? last.AddDays(1) : last, available, IsEmpty: false);
    }
}
