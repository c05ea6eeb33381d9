using System.Text;
using Brokerage.ETrade.Mapping;

namespace Brokerage.ETrade;

/// <summary>
/// Where the next page of a history begins: E*TRADE's marker, and the rows by which a page is known that repeats what was shown before. It
/// holds the days of its query, and is good for those alone.
/// </summary>
internal sealed record HistoryCursor(string Marker, string? FirstId, string? LastId)
{
    private const char Bar = '|';

    public string Write(string kind, HistoryStretch stretch) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        string.Join(Bar, kind, Times.Text(stretch.First), Times.Text(stretch.Last), FirstId, LastId, Marker)));

    /// <exception cref="BrokerageException">It was not written by a page of this query.</exception>
    public static HistoryCursor? Read(string? text, string kind, HistoryStretch stretch)
    {
        if (text is null)
        {
            return null;
        }

        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
        {
            throw ETradeErrors.WrongCursor();
        }

        // A day may have passed since the first page: only where the stretch begins is held against it.
        var parts = Encoding.UTF8.GetString(bytes, 0, length).Split(Bar, 6);
        var isOurs = parts.Length == 6 && string.Equals(parts[0], kind, StringComparison.Ordinal) && parts[5].Length > 0;
        return isOurs && string.Equals(parts[1], Times.Text(stretch.First), StringComparison.Ordinal)
            ? new HistoryCursor(parts[5], parts[3].Length == 0 ? null : parts[3], parts[4].Length == 0 ? null : parts[4])
            : throw ETradeErrors.WrongCursor();
    }
}
