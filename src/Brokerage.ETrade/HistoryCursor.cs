using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Brokerage.Markets;

namespace Brokerage.ETrade;

/// <summary>
/// Where the next page of a history begins: E*TRADE's marker, the days that its pages are of, and the rows by which a page is known that
/// repeats what was shown before. It may be stored for days, and is good for the query that gave it alone: the same account from the same day.
/// </summary>
internal sealed record HistoryCursor(string Marker, DateOnly First, DateOnly Last, string? FirstId, string? LastId)
{
    private const char Bar = '|';
    private const string DayFormat = "yyyyMMdd";

    public string Write(string kind, HistoryQuery query) => Convert.ToBase64String(Encoding.UTF8.GetBytes(
        string.Join(Bar, kind, MarkOf(query), Text(First), Text(Last), FirstId, LastId, Marker)));

    /// <exception cref="BrokerageException">It was not written by a page of this query.</exception>
    public static HistoryCursor? Read(HistoryQuery query, string kind)
    {
        if (query.Cursor is not { } text)
        {
            return null;
        }

        var bytes = new byte[text.Length];
        var parts = Convert.TryFromBase64String(text, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split(Bar, 7) : [];
        var isOurs = parts.Length == 7 && string.Equals(parts[0], kind, StringComparison.Ordinal) && string.Equals(parts[1], MarkOf(query), StringComparison.Ordinal)
            && parts[6].Length > 0;
        return isOurs && Day(parts[2]) is { } first && Day(parts[3]) is { } last
            ? new HistoryCursor(parts[6], first, last, parts[4].Length == 0 ? null : parts[4], parts[5].Length == 0 ? null : parts[5])
            : throw ETradeErrors.WrongCursor();
    }

    // A query that counts back from now moves on while its pages are read; whose it is and the day on which it begins may not change.
    private static string MarkOf(HistoryQuery query) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"{query.Account.Value}|{NewYorkTime.DateAt(query.From).DayNumber}")))[..8]);

    private static string Text(DateOnly day) => day.ToString(DayFormat, CultureInfo.InvariantCulture);

    private static DateOnly? Day(string text) =>
        DateOnly.TryParseExact(text, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
}
