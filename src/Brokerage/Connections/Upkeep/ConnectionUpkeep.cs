namespace Brokerage;

/// <summary>One step for one connection; when and how often is the caller's affair.</summary>
internal sealed class ConnectionUpkeep(
    ConnectionManager live,
    StoredConnections stored,
    IConnectionStore store,
    ConnectionReader reader,
    HoldingsWriter holdings,
    TimeProvider time) : IConnectionUpkeep
{
    public IReadOnlyList<ConnectionId> ListInUse() => live.ListInUse();

    public async Task<SecretsUpkeep> RenewAsync(ConnectionId connection, TimeSpan ahead, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(ahead, TimeSpan.Zero);
        var before = await RequireAsync(connection, cancellationToken).ConfigureAwait(false);
        if (before.NeedsPerson()) return new SecretsUpkeep { Outcome = SecretsUpkeepOutcome.LoginNeeded, Connection = before };

        var (outcome, error) = await RenewAsync(before, ahead, cancellationToken).ConfigureAwait(false);
        var after = await store.FindAsync(connection, CancellationToken.None).ConfigureAwait(false);
        if (after is null) await ForgetAsync(connection).ConfigureAwait(false);
        return new SecretsUpkeep { Outcome = outcome, Connection = after ?? before, Error = error };
    }

    public async Task<ConnectionSync> SyncAsync(ConnectionId connection, TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero);
        var before = await RequireAsync(connection, cancellationToken).ConfigureAwait(false);
        if (before.NeedsPerson())
        {
            await holdings.MarkAllAsync(connection, before.Problem ?? BrokerageErrorCode.AuthExpired, cancellationToken).ConfigureAwait(false);
            return new ConnectionSync { Connection = before, IsComplete = false };
        }

        // Ended by its user in this very moment: there is nothing to read any more.
        if (!await stored.TryAddAsync(before).ConfigureAwait(false) || live.Find(connection) is not { } info) return new ConnectionSync { Connection = before, IsComplete = false };

        var reading = await reader.ReadAsync(info, deadline, cancellationToken).ConfigureAwait(false);
        var isWhole = await holdings.WriteAsync(reading, cancellationToken).ConfigureAwait(false) && reading.IsComplete;
        var after = await stored.ChangeAsync(connection, now => Synced(now, before, reading, isWhole), CancellationToken.None).ConfigureAwait(false);
        if (after is null) await ForgetAsync(connection).ConfigureAwait(false);
        return ResultOf(after ?? before, reading, isWhole);
    }

    public async Task<ConnectionStatus> CheckAsync(ConnectionId connection, TimeSpan deadline, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(deadline, TimeSpan.Zero);
        var before = await store.FindAsync(connection, cancellationToken).ConfigureAwait(false);
        if (before is not null && before.NeedsPerson()) return StatusOf(before.State, null);
        if (before is not null && !await stored.TryAddAsync(before).ConfigureAwait(false)) throw NotKnown(connection);
        if (live.Find(connection) is not { } info) throw NotKnown(connection);

        var (status, error) = await OpenAsync(info, deadline, cancellationToken).ConfigureAwait(false);
        var after = before is null ? null : await stored.ChangeAsync(connection, now => Checked(now, before, status, error), CancellationToken.None).ConfigureAwait(false);
        if (before is not null && after is null) await ForgetAsync(connection).ConfigureAwait(false);
        return status ?? StatusOf(after?.State is { } state && !state.CanRead() ? state : ConnectionState.Error, error);
    }

    private async Task<(ConnectionStatus? Status, BrokerageError? Error)> OpenAsync(ConnectionInfo info, TimeSpan deadline, CancellationToken cancellationToken)
    {
        using var limit = new ReadLimit(info.Broker, deadline, time, cancellationToken);
        var opened = await limit.TryOpenAsync(async token => await live.TryLeaseAsync(info.Connection, token).ConfigureAwait(false)
            ?? throw new BrokerageException(ConnectionErrors.NotKnown(info.Connection, info.Broker))).ConfigureAwait(false);
        if (opened.Value is not { } lease) return (null, opened.Error);
        await using (lease.ConfigureAwait(false)) return (lease.StatusAtStart, null);
    }

    private async Task<(SecretsUpkeepOutcome Outcome, BrokerageError? Error)> RenewAsync(StoredConnection connection, TimeSpan ahead, CancellationToken cancellationToken)
    {
        try
        {
            var isRenewed = await stored.RenewAheadAsync(connection, ahead, cancellationToken).ConfigureAwait(false);
            return (isRenewed ? SecretsUpkeepOutcome.Renewed : SecretsUpkeepOutcome.NotDue, null);
        }
        catch (BrokerageException exception) when (exception.Error.Code is BrokerageErrorCode.AuthExpired or BrokerageErrorCode.AuthRevoked)
        {
            return (SecretsUpkeepOutcome.LoginNeeded, exception.Error);
        }
        catch (BrokerageException exception)
        {
            return (SecretsUpkeepOutcome.Failed, exception.Error);
        }
    }

    // Ended by its user meanwhile: what came too late is of no use to anybody.
    private Task ForgetAsync(ConnectionId connection)
    {
        _ = stored.RemoveAsync(connection);
        return holdings.ForgetAsync(connection);
    }

    private StoredConnection Synced(StoredConnection now, StoredConnection before, ConnectionReading reading, bool isWhole)
    {
        // What failed with the secrets of the login before says nothing about the one that came meanwhile.
        if (now.LoggedInAt != before.LoggedInAt && !isWhole) return now;
        var failure = reading.Failures.FirstOrDefault(failure => failure is { Account: null, Item: null });
        var after = now.After(reading.Status, failure?.Error);
        return isWhole ? after with { LastSyncAt = time.GetUtcNow() } : after;
    }

    private static StoredConnection Checked(StoredConnection now, StoredConnection before, ConnectionStatus? status, BrokerageError? error) =>
        now.LoggedInAt != before.LoggedInAt && status?.State != ConnectionState.Active ? now : now.AfterCheck(status, error);

    private static ConnectionSync ResultOf(StoredConnection connection, ConnectionReading reading, bool isWhole)
    {
        var whole = reading.Accounts.Select(account => account.Positions).Where(positions => positions is { IsComplete: true }).ToList();
        return new ConnectionSync
        {
            Connection = connection,
            IsComplete = isWhole,
            Status = reading.Status,
            Accounts = whole.Count,
            Positions = whole.Sum(positions => positions!.Items.Count),
            Failures = reading.Failures,
        };
    }

    private ConnectionStatus StatusOf(ConnectionState state, BrokerageError? problem) =>
        new() { State = state, EnvironmentVerified = false, Problem = problem, AsOf = new AsOf(time.GetUtcNow()) };

    private async Task<StoredConnection> RequireAsync(ConnectionId connection, CancellationToken cancellationToken) =>
        await store.FindAsync(connection, cancellationToken).ConfigureAwait(false) ?? throw NotKnown(connection);

    private static ArgumentException NotKnown(ConnectionId connection) => new($"There is no connection '{connection.Value}'.", nameof(connection));
}
