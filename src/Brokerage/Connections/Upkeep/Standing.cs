namespace Brokerage;

/// <summary>What a try says about how a stored connection stands. Pure.</summary>
internal static class Standing
{
    /// <summary>Whether only a person can go on: its user, or who switched it off.</summary>
    public static bool NeedsPerson(this StoredConnection connection) =>
        connection.State is ConnectionState.NeedsLogin or ConnectionState.Revoked or ConnectionState.Disabled;

    /// <param name="stored">What is stored.</param>
    /// <param name="status">How it stood when it was opened; null if it could not be.</param>
    /// <param name="error">Why the connection as a whole failed; null if it did not.</param>
    public static StoredConnection After(this StoredConnection stored, ConnectionStatus? status, BrokerageError? error)
    {
        // What a person has to mend no later answer mends.
        if (stored.NeedsPerson()) return stored;

        error ??= status is { } told && !told.State.CanRead() ? told.Problem : null;
        var state = StateOf(status, error) ?? stored.State;
        return stored with { State = state, Problem = error?.Code ?? status?.Problem?.Code, PersonNeededBy = status?.PersonNeededBy ?? stored.PersonNeededBy };
    }

    /// <summary>
    /// As <see cref="After"/>, where nothing was read: of a connection that is usable and stays so it says nothing new. What a reading failed with
    /// is for the next reading to take back.
    /// </summary>
    public static StoredConnection AfterCheck(this StoredConnection stored, ConnectionStatus? status, BrokerageError? error)
    {
        var saysNothing = stored.State.CanRead() && (status is null ? error is { IsTransient: true } : status.State == stored.State);
        return saysNothing ? stored with { PersonNeededBy = status?.PersonNeededBy ?? stored.PersonNeededBy } : stored.After(status, error);
    }

    // Null: what passes by itself says nothing about the connection.
    private static ConnectionState? StateOf(ConnectionStatus? status, BrokerageError? error)
    {
        if (status is { } told && (error is null || !told.State.CanRead())) return told.State;
        return error switch
        {
            null => null,
            { Code: BrokerageErrorCode.AuthExpired } => ConnectionState.NeedsLogin,
            { Code: BrokerageErrorCode.AuthRevoked } => ConnectionState.Revoked,
            { Code: BrokerageErrorCode.SessionHeldElsewhere } => ConnectionState.Competing,
            { IsTransient: true } => null,
            _ => ConnectionState.Error,
        };
    }
}
