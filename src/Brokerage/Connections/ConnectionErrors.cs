namespace Brokerage;

/// <summary>The errors that the composition itself can say about a connection.</summary>
internal static class ConnectionErrors
{
    /// <summary>Whether a connection in this state can be asked for accounts.</summary>
    public static bool CanRead(this ConnectionState state) => state is ConnectionState.Active or ConnectionState.Degraded;

    public static BrokerageError NotUsable(ConnectionInfo info, ConnectionState state) => NotUsable(info.Connection, info.Broker, state);

    public static BrokerageError NotUsable(ConnectionId connection, BrokerId broker, ConnectionState state)
    {
        var (code, text) = state switch
        {
            ConnectionState.NeedsLogin => (BrokerageErrorCode.AuthExpired, "needs its user to log in again"),
            ConnectionState.Revoked => (BrokerageErrorCode.AuthRevoked, "was revoked"),
            ConnectionState.Competing => (BrokerageErrorCode.SessionHeldElsewhere, "is in use elsewhere"),
            ConnectionState.Disabled => (BrokerageErrorCode.Misconfigured, "is disabled"),
            ConnectionState.Pending => (BrokerageErrorCode.ConnectionFailed, "is not open yet"),
            _ => (BrokerageErrorCode.ConnectionFailed, "could not be opened"),
        };
        return new BrokerageError(code, broker, $"Connection '{connection}' {text}.");
    }

    /// <summary>Whether a connection may be used cannot be found out now.</summary>
    public static BrokerageError NotReadable(ConnectionId connection, BrokerId broker, Exception cause) =>
        new(BrokerageErrorCode.Unknown, broker, $"The store of connection '{connection}' could not be reached: {cause.GetType().Name}.")
        {
            Effect = Effect.None,
            IsTransient = true,
            Recovery = RecoveryAction.TellOperator,
        };

    /// <summary>A connection whose factory fails: its settings are wrong, which its user cannot mend.</summary>
    public static BrokerageError CannotCreate(BrokerId broker, ConnectionId connection, Exception cause) =>
        new(BrokerageErrorCode.Misconfigured, broker, $"Connection '{connection}' could not be created: {Describe(cause)}");

    public static BrokerageError NotKnown(ConnectionId connection, BrokerId broker) =>
        new(BrokerageErrorCode.AccountNotFound, broker, $"There is no connection '{connection}'.");

    // Texts of failed options checks name the setting and are written by us; any other text may hold anything.
    private static string Describe(Exception cause) =>
        cause is Microsoft.Extensions.Options.OptionsValidationException or ArgumentException ? cause.Message : cause.GetType().Name + ".";
}
