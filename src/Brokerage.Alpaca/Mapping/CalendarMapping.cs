using System.Globalization;
using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Mapping;

/// <summary>A day of the calendar as the sessions it holds, in UTC.</summary>
internal static class CalendarMapping
{
    private static readonly string[] Formats = ["HH:mm", "HHmm"];

    /// <exception cref="BrokerageException">The day or its hours cannot be read.</exception>
    public static IReadOnlyList<MarketSession> ToSessions(CalendarDayWire wire, TimeZoneInfo newYork)
    {
        if (wire.Date is not { } day || At(day, wire.Open, newYork) is not { } open || At(day, wire.Close, newYork) is not { } close)
        {
            throw AlpacaErrors.Unreadable("a day of the calendar without its hours");
        }

        var sessions = new List<MarketSession>(3);
        if (At(day, wire.SessionOpen, newYork) is { } first && first < open)
        {
            sessions.Add(new MarketSession(Sessions.Pre, first, open));
        }

        sessions.Add(new MarketSession(Sessions.Regular, open, close));
        if (At(day, wire.SessionClose, newYork) is { } last && last > close)
        {
            sessions.Add(new MarketSession(Sessions.Post, close, last));
        }

        return sessions;
    }

    private static DateTimeOffset? At(DateOnly day, string? time, TimeZoneInfo newYork)
    {
        // At the ends of the calendar there is no such hour elsewhere.
        var isReal = day.Year is > 1 and < 9999;
        if (!isReal || !TimeOnly.TryParseExact(time, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var clock))
        {
            return null;
        }

        var local = day.ToDateTime(clock, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, newYork.GetUtcOffset(local)).ToUniversalTime();
    }
}
