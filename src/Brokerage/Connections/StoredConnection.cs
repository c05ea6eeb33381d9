namespace Brokerage;

/// <summary>A user's connection as it is kept. Its secrets are not here, they are in the <see cref="ITokenStore"/> under the same id.</summary>
public sealed record StoredConnection
{
    /// <summary>Its id.</summary>
    public required ConnectionId Connection { get; init; }

    /// <summary>The user to whom it belongs; null if to nobody.</summary>
    public required string? User { get; init; }

    /// <summary>The broker.</summary>
    public required BrokerId Broker { get; init; }

    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The name of the application's registration that the login was given to.</summary>
    public required string Application { get; init; }

    /// <summary>What its user allows.</summary>
    public required ConnectionAccess Access { get; init; }

    /// <summary>How it stood last.</summary>
    public required ConnectionState State { get; init; }

    /// <summary>What was wrong, where something was.</summary>
    public BrokerageErrorCode? Problem { get; init; }

    /// <summary>Who logged in, where the broker tells.</summary>
    public string? Subject { get; init; }

    /// <summary>The user's own name for it.</summary>
    public string? Nickname { get; init; }

    /// <summary>Whether it is the one its user trades with unless he says otherwise; one of a user's connections in an environment kind at most.</summary>
    public bool IsPrimary { get; init; }

    /// <summary>When it was made (UTC).</summary>
    public required DateTimeOffset ConnectedAt { get; init; }

    /// <summary>When a person last logged in (UTC).</summary>
    public required DateTimeOffset LoggedInAt { get; init; }

    /// <summary>When a person must log in again (UTC); null: not known, or never.</summary>
    public DateTimeOffset? PersonNeededBy { get; init; }

    /// <summary>When its accounts and positions were last read as a whole (UTC).</summary>
    public DateTimeOffset? LastSyncAt { get; init; }

    /// <summary>Grows by one with each change that was stored.</summary>
    public long Version { get; init; }
}
