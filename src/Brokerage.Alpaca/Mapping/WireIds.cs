using System.Globalization;

namespace Brokerage.Alpaca.Mapping;

/// <summary>The client id that Alpaca sees: ours and the attempt, "0199….1". Ours hold no dot, so it reads back without doubt.</summary>
internal static class WireIds
{
    private const char Mark = '.';
    private const int LongestAttempt = 9;

    public static string For(ClientOrderId id, int attempt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        return string.Create(CultureInfo.InvariantCulture, $"{id.Value}{Mark}{attempt}");
    }

    /// <summary>Null for an order that did not come from here: Alpaca makes up an id for those.</summary>
    public static ClientOrderId? ToClientOrderId(string? wireId)
    {
        var mark = wireId?.IndexOf(Mark, StringComparison.Ordinal) ?? -1;
        if (mark <= 0)
        {
            return null;
        }

        var attempt = wireId.AsSpan(mark + 1);
        var isOurs = attempt.Length is > 0 and <= LongestAttempt && attempt.IndexOfAnyExceptInRange('0', '9') < 0;
        return isOurs && ClientOrderId.TryParse(wireId![..mark], out var id) ? id : null;
    }
}
