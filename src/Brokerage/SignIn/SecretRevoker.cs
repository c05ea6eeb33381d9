namespace Brokerage;

/// <summary>Tells brokers that a login is over. Whatever goes wrong is told and never thrown: it keeps nobody connected here.</summary>
internal sealed class SecretRevoker(BrokerBook brokers, SecretVault vault)
{
    /// <summary>Revokes what is stored of a connection, if anything.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public Task<(RevokeResult Revoked, BrokerageError? Error)> RevokeAsync(StoredConnection connection, CancellationToken cancellationToken) => RevokeAsync(
        connection.Broker,
        connection.Environment,
        connection.Application,
        async () => (await vault.ReadAsync(StoredConnections.OwnerOf(connection), cancellationToken).ConfigureAwait(false))?.Secrets,
        cancellationToken);

    /// <summary>Revokes what is not stored.</summary>
    public Task<(RevokeResult Revoked, BrokerageError? Error)> RevokeAsync(BrokerId broker, string environment, string application, ConnectionSecrets secrets) =>
        RevokeAsync(broker, environment, application, () => new(secrets), CancellationToken.None);

    private async Task<(RevokeResult Revoked, BrokerageError? Error)> RevokeAsync(
        BrokerId broker, string environment, string application, Func<ValueTask<ConnectionSecrets?>> read, CancellationToken cancellationToken)
    {
        try
        {
            if (await read().ConfigureAwait(false) is not { } secrets || brokers.Adapter(broker) is not { } adapter || brokers.Environment(broker, environment) is not { } known)
                return (RevokeResult.LocalOnly, null);
            return (await adapter.Authorizer.RevokeAsync(known, application, secrets, cancellationToken).ConfigureAwait(false), null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // A damaged record or a defect in an adapter among them.
            return (RevokeResult.LocalOnly, (exception as BrokerageException)?.Error ?? SignInErrors.NotTold(broker, exception));
        }
    }
}
