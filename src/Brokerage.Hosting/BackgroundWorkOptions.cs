using Brokerage.Markets;

namespace Brokerage.Hosting;

/// <summary>What is done in the background, and how often. <see cref="Timeout.InfiniteTimeSpan"/> switches a piece of work off.</summary>
public sealed class BackgroundWorkOptions
{
    /// <summary>How often tokens are looked at. Default: 1 hour.</summary>
    public TimeSpan RenewEvery { get; set; } = TimeSpan.FromHours(1);

    /// <summary>
    /// How long before their end tokens are renewed, and users told that they have to log in again; where a login lasts less than twice as
    /// long they are told after half of it. Default: 24 hours.
    /// </summary>
    public TimeSpan RenewAhead { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How often each connection is read while the market is open. Default: 5 minutes.</summary>
    public TimeSpan SyncEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often each connection is read while the market is closed. Default: 1 hour.</summary>
    public TimeSpan SyncEveryWhileClosed { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long the reading of one connection may take. Default: 1 minute, since calls in the background wait for all others.</summary>
    public TimeSpan SyncDeadline { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The market whose hours count. Default: that of the United States.</summary>
    public IMarketCalendar Calendar { get; set; } = UsMarketCalendar.Instance;

    /// <summary>How often connections are looked at that are in use, that failed, or that must stay open. Default: 30 seconds.</summary>
    public TimeSpan CheckEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a connection may take to open. Default: 30 seconds.</summary>
    public TimeSpan CheckDeadline { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Which connections are held open though nobody uses them. Default: none. Those whose broker wants to be called regularly, and those with
    /// an order whose outcome is not known, are held open in any case.
    /// </summary>
    public Func<StoredConnection, bool> KeepOpen { get; set; } = static _ => false;

    /// <summary>How often what former keys seal is sealed anew. Default: 1 day, and at the start.</summary>
    public TimeSpan RotateKeysEvery { get; set; } = TimeSpan.FromDays(1);

    /// <summary>Whether orders that wait for the open are sent when it comes. Default: true.</summary>
    public bool ReleaseQueuedOrders { get; set; } = true;

    /// <summary>How many connections of one broker are worked on at the same time, by each piece of work. Default: 4.</summary>
    public int ConnectionsAtOnce { get; set; } = 4;
}
