namespace Brokerage.Hosting;

/// <summary>
/// The names of what work in the background reports through System.Diagnostics, under the meter <see cref="BrokerageTelemetry.SourceName"/>. No
/// value of any tag is an id of a user, a connection or an account.
/// </summary>
public static class HostingTelemetry
{
    /// <summary>Histogram, seconds: one step of work for one connection.</summary>
    public const string StepDuration = "brokerage.background.duration";

    /// <summary>Counter: notices that were given to the sink.</summary>
    public const string Notices = "brokerage.notices";

    /// <summary>Gauge: stored connections, by broker and state, as the connection monitor last saw them.</summary>
    public const string Connections = "brokerage.connections";

    /// <summary>Gauge, seconds: how long ago the connection was read as a whole that waits longest, of those that need no person; by broker.</summary>
    public const string SyncAge = "brokerage.sync.age";

    /// <summary>Tag: <c>renew</c>, <c>sync</c> or <c>check</c>.</summary>
    public const string WorkTag = "brokerage.work";

    /// <summary>Tag: the connection's state.</summary>
    public const string StateTag = "brokerage.connection.state";

    /// <summary>Tag: <c>login_ends_soon</c> or <c>login_needed</c>.</summary>
    public const string NoticeTag = "brokerage.notice.kind";
}
