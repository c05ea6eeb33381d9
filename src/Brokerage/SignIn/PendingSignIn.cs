namespace Brokerage;

/// <summary>A sign-in that was begun, as it is kept until its answer comes.</summary>
public sealed record PendingSignIn
{
    /// <summary>What it is found by: a hash of the state, the request token, or an id of ours; the key itself is kept nowhere.</summary>
    public required string Id { get; init; }

    /// <summary>The user who began it; null if nobody in particular did.</summary>
    public required string? User { get; init; }

    /// <summary>The broker.</summary>
    public required BrokerId Broker { get; init; }

    /// <summary>The environment's name.</summary>
    public required string Environment { get; init; }

    /// <summary>The name of the application's registration.</summary>
    public required string Application { get; init; }

    /// <summary>Where the broker sends the user back; null where it does not.</summary>
    public Uri? RedirectTo { get; init; }

    /// <summary>What the connection will be allowed; null: what it is allowed already, or reading if it is new.</summary>
    public required ConnectionAccess? Access { get; init; }

    /// <summary>The connection that is to be renewed; null for a new one.</summary>
    public ConnectionId? Renews { get; init; }

    /// <summary>The user's name for the new connection.</summary>
    public string? Nickname { get; init; }

    /// <summary>
    /// A hash of the user's own session, for brokers whose callback names no sign-in; null where the callback does.
    /// </summary>
    public string? Session { get; init; }

    /// <summary>When it ends (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The adapter's ticket, sealed for this user, broker, environment and id.</summary>
    public required ReadOnlyMemory<byte> Sealed { get; init; }

    /// <summary>The broker and the expiry.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Broker.Value} until {ExpiresAt:O}");
}
