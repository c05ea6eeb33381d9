namespace Brokerage;

/// <summary>A user's wish to connect a broker, or to log in again.</summary>
public sealed record SignInWish
{
    /// <summary>The user; null where connections belong to nobody.</summary>
    public required string? User { get; init; }

    /// <summary>The broker.</summary>
    public required BrokerId Broker { get; init; }

    /// <summary>The environment's name, as <see cref="BrokerEnvironment.Name"/>.</summary>
    public required string Environment { get; init; }

    /// <summary>
    /// The name of the application's registration at the broker. A connection that is logged in again belongs to the one that is named now.
    /// </summary>
    public required string Application { get; init; }

    /// <summary>Where the broker sends the user back: a path of its own for each broker and environment. Null where he types a code.</summary>
    public Uri? RedirectTo { get; init; }

    /// <summary>What the connection will be allowed. Null: what it is allowed already, and of a new one reading alone.</summary>
    public ConnectionAccess? Access { get; init; }

    /// <summary>The connection to log in again; null for a new one.</summary>
    public ConnectionId? Renews { get; init; }

    /// <summary>The user's name for a new connection.</summary>
    public string? Nickname { get; init; }

    /// <summary>
    /// Something that only this user's browser has, such as the value of a session cookie: needed for brokers whose callback does not name
    /// the sign-in. Only its hash is kept.
    /// </summary>
    public Secret? Session { get; init; }
}
