namespace Brokerage.AspNetCore.Connections;

/// <summary>Opens a connection anew and takes over what its broker says of its accounts: a user has pressed "refresh".</summary>
internal sealed class ConnectionRefresher(UserConnections connections, IConnectionManager live, IAccountStore accounts)
{
    /// <exception cref="BrokerageException">It could not be opened, or its accounts could not be read as a whole: nothing is changed.</exception>
    public async Task<StoredConnection> RefreshAsync(StoredConnection connection, CancellationToken cancellationToken)
    {
        var lease = await live.LeaseAsync(connection.Connection, cancellationToken).ConfigureAwait(false);
        await using var release = lease.ConfigureAwait(false);
        var status = await lease.ConnectAsync(cancellationToken).ConfigureAwait(false);
        if (status is { State: not (ConnectionState.Active or ConnectionState.Degraded), Problem: { } problem }) throw new BrokerageException(problem);

        var read = await lease.Accounts.GetAccountsAsync(cancellationToken).ConfigureAwait(false);
        if (!read.IsComplete) throw new BrokerageException(Partial(connection, read));

        await accounts.ReplaceAsync(connection.Connection, [.. read.Items.Select(Stored)], cancellationToken).ConfigureAwait(false);
        return await connections.ChangeAsync(
            connection.Connection, stored => stored with { State = status.State, Problem = status.Problem?.Code }, cancellationToken).ConfigureAwait(false);
    }

    private static BrokerageError Partial(StoredConnection connection, Snapshot<Account> read) => read.Failures is [var failure, ..]
        ? failure.Error
        : new BrokerageError(BrokerageErrorCode.UnexpectedResponse, connection.Broker, "The broker told a part of the accounts only.");

    private static StoredAccount Stored(Account account) => new()
    {
        Ref = account.Ref,
        MaskedNumber = account.MaskedNumber,
        MergeKey = account.MergeKey,
        Name = account.Name,
        Status = account.Status.Value,
        BaseCurrency = account.BaseCurrency,
        AsOf = account.AsOf.Received,
    };
}
