namespace Brokerage.Markets;

/// <summary>The hours of one trading day, as instants in UTC.</summary>
/// <param name="Date">The date, in the market's own time zone.</param>
/// <param name="PreOpens">The start of the early session.</param>
/// <param name="Opens">The start of the regular session.</param>
/// <param name="Closes">The end of the regular session.</param>
/// <param name="PostCloses">The end of the late session.</param>
/// <param name="IsEarlyClose">Whether the day is shortened.</param>
public sealed record TradingDay(
    DateOnly Date, DateTimeOffset PreOpens, DateTimeOffset Opens, DateTimeOffset Closes, DateTimeOffset PostCloses, bool IsEarlyClose)
{
    /// <summary>The sessions of the day in order.</summary>
    public IReadOnlyList<MarketSession> Sessions
    {
        get
        {
            var sessions = new List<MarketSession>(3);
            Add(sessions, Brokerage.Sessions.Pre, PreOpens, Opens);
            Add(sessions, Brokerage.Sessions.Regular, Opens, Closes);
            Add(sessions, Brokerage.Sessions.Post, Closes, PostCloses);
            return sessions;
        }
    }

    /// <summary>The session at an instant; none outside of this day's hours.</summary>
    /// <param name="instant">The instant.</param>
    public Sessions SessionAt(DateTimeOffset instant)
    {
        if (instant < PreOpens || instant >= PostCloses)
        {
            return Brokerage.Sessions.None;
        }

        return instant < Opens ? Brokerage.Sessions.Pre : instant < Closes ? Brokerage.Sessions.Regular : Brokerage.Sessions.Post;
    }

    private static void Add(List<MarketSession> sessions, Sessions kind, DateTimeOffset from, DateTimeOffset to)
    {
        if (to > from)
        {
            sessions.Add(new MarketSession(kind, from, to));
        }
    }
}
