namespace Brokerage;

/// <summary>The one table of a connection's states. Pure.</summary>
public static class ConnectionLifecycle
{
    /// <summary>The state after <paramref name="cause"/>; null where that cannot happen: report it, never throw.</summary>
    public static ConnectionState? Next(ConnectionState from, ConnectionCause cause) => from switch
    {
        // Access that was withdrawn comes back by a new sign-in alone.
        ConnectionState.Revoked => cause switch
        {
            ConnectionCause.SignedIn => ConnectionState.Pending,
            ConnectionCause.Revoked => ConnectionState.Revoked,
            ConnectionCause.Disabled => ConnectionState.Disabled,
            _ => null,
        },

        // What still arrives for a connection that is switched off does not switch it on.
        ConnectionState.Disabled => cause switch
        {
            ConnectionCause.Enabled => ConnectionState.Pending,
            ConnectionCause.Revoked => ConnectionState.Revoked,
            ConnectionCause.Connected => null,
            _ => ConnectionState.Disabled,
        },

        // An answer that was under way when the login ended proves nothing about the next one.
        ConnectionState.NeedsLogin when cause is ConnectionCause.Connected => null,
        ConnectionState.NeedsLogin when cause is ConnectionCause.PartLost or ConnectionCause.Failed or ConnectionCause.SessionLost =>
            ConnectionState.NeedsLogin,

        _ => Usual(from, cause),
    };

    private static ConnectionState? Usual(ConnectionState from, ConnectionCause cause) => cause switch
    {
        ConnectionCause.SignedIn => ConnectionState.Pending,
        ConnectionCause.Connected => ConnectionState.Active,
        ConnectionCause.PartLost => from is ConnectionState.Active or ConnectionState.Degraded ? ConnectionState.Degraded : from,
        ConnectionCause.LoginEnded => ConnectionState.NeedsLogin,
        ConnectionCause.SessionLost => ConnectionState.Competing,
        ConnectionCause.Revoked => ConnectionState.Revoked,
        ConnectionCause.Disabled => ConnectionState.Disabled,
        ConnectionCause.Failed => ConnectionState.Error,
        ConnectionCause.Enabled => null,
        _ => null,
    };
}
