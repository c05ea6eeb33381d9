namespace Brokerage.Hosting;

/// <summary>What work in the background asks of stored connections.</summary>
internal static class StoredConnectionRules
{
    private const int AtOnce = 500;

    private static readonly TimeSpan LongestFirstSignIn = TimeSpan.FromMinutes(2);

    /// <summary>Whether only a person can go on.</summary>
    public static bool NeedsPerson(StoredConnection connection) =>
        connection.State is ConnectionState.NeedsLogin or ConnectionState.Revoked or ConnectionState.Disabled;

    /// <summary>Whether its sign-in is over: its row is there before its secrets are.</summary>
    public static bool IsSettled(StoredConnection connection, DateTimeOffset now) =>
        connection.State != ConnectionState.Pending || now - connection.LoggedInAt >= LongestFirstSignIn;

    /// <summary>Whether it did not work the last time, for a reason that may pass.</summary>
    public static bool HasFailed(StoredConnection connection) => connection.State is ConnectionState.Pending or ConnectionState.Error or ConnectionState.Competing;

    public static async Task<IReadOnlyList<StoredConnection>> ListAsync(IConnectionStore store, CancellationToken cancellationToken)
    {
        List<StoredConnection> all = [];
        while (await store.ListAllAsync(all.Count == 0 ? null : all[^1].Connection, AtOnce, cancellationToken).ConfigureAwait(false) is { Count: > 0 } some) all.AddRange(some);
        return all;
    }
}
