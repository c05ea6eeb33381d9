using System.Globalization;
using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Mapping;

/// <summary>A day of the calendar as the sessions it holds, in UTC.</summary>
internal static class CalendarMapping
{
    private static readonly string[] Formats = ["HH:mm", "HHmm"];

    public static IEnumerable<MarketSession> ToSessions(CalendarDayWire wire, TimeZoneInfo newYork)
    {
        if (wire.Date is not { } day || At(day, wire.Open, newYork) is not { } open || At(day, wire.Close, newYork) is not { } close)
        {
            yield break;
        }

        if (At(day, wire.SessionOpen, newYork) is { } first && first < open)
        {
            yield return new MarketSession(Sessions.Pre, first, open);
        }

        yield return new MarketSession(Sessions.Regular, open, close);
        if (At(day, wire.SessionClose, newYork) is { } last && last > close)
        {
            yield return new MarketSession(Sessions.Post, close, last);
        }
    }

    private static DateTimeOffset? At(DateOnly day, string? time, TimeZoneInfo newYork)
    {
        if (!TimeOnly.TryParseExact(time, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            return null;
        }

        var local = day.ToDateTime(clock, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, newYork.GetUtcOffset(local)).ToUniversalTime();
    }
}
