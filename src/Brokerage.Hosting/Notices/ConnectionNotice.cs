namespace Brokerage.Hosting;

/// <summary>Something that the user of a connection must do.</summary>
public sealed record ConnectionNotice
{
    /// <summary>
    /// The same for the same notice, also after a restart: one for each login and kind. A sink that keeps it tells nobody twice, whatever fails
    /// in between.
    /// </summary>
    public required string Id { get; init; }

    /// <summary>What it says.</summary>
    public required NoticeKind Kind { get; init; }

    /// <summary>The connection, with its user and what he calls it.</summary>
    public required StoredConnection Connection { get; init; }

    /// <summary>By when he must have logged in (UTC); null where nobody knows, or it is too late.</summary>
    public DateTimeOffset? By { get; init; }
}
