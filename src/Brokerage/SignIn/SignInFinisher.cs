namespace Brokerage;

/// <summary>Makes a connection of what a sign-in brought, or renews one; and ends connections.</summary>
internal sealed class SignInFinisher(
    BrokerBook brokers,
    IConnectionStore connections,
    IAccountStore accounts,
    IHoldingsStore holdings,
    SecretVault vault,
    SecretRevoker revoker,
    StoredConnections stored,
    EndedConnections ended,
    TimeProvider time,
    IOrderStore? orders = null)
{
    public async Task<SignInOutcome> FinishAsync(PendingSignIn pending, ConnectionSecrets secrets)
    {
        var outcome = await MakeAsync(pending, secrets).ConfigureAwait(false);
        if (outcome is SignInOutcome.Failed) await GiveBackAsync(pending, secrets).ConfigureAwait(false);
        return outcome;
    }

    public async Task<DisconnectOutcome> DisconnectAsync(string? user, ConnectionId connection, CancellationToken cancellationToken)
    {
        var found = await connections.FindAsync(connection, cancellationToken).ConfigureAwait(false);
        if (found is null || !Same(found.User, user)) return new DisconnectOutcome(WasThere: false, RevokeResult.LocalOnly);

        ended.Add(connection);
        var gone = stored.RemoveAsync(connection);
        try
        {
            return await EndAsync(found, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _ = WhenGoneAsync(connection, gone);
        }
    }

    private async Task<SignInOutcome> MakeAsync(PendingSignIn pending, ConnectionSecrets secrets)
    {
        if (pending.Renews is not { } id)
        {
            // The same person at the same broker once more: that is the connection he has.
            var known = await KnownAsync(pending, secrets).ConfigureAwait(false);
            return known is null ? await ConnectAsync(pending, secrets).ConfigureAwait(false) : await RenewAsync(known, pending, secrets).ConfigureAwait(false);
        }

        var connection = await connections.FindAsync(id).ConfigureAwait(false);
        if (connection is null || !Same(connection.User, pending.User)) return SignInErrors.Failed(SignInFailure.NoConnection);
        if (connection.Subject is not null && secrets.Subject is not null && !Same(connection.Subject, secrets.Subject)) return SignInErrors.Failed(SignInFailure.OtherSubject);
        return await RenewAsync(connection, pending, secrets).ConfigureAwait(false);
    }

    private async Task<DisconnectOutcome> EndAsync(StoredConnection found, CancellationToken cancellationToken)
    {
        var connection = found.Connection;
        // Nobody may renew what is about to be ended.
        var held = await vault.Store.LockAsync(connection, cancellationToken).ConfigureAwait(false);
        await using var release = held.ConfigureAwait(false);
        var (revoked, error) = await revoker.RevokeAsync(found, cancellationToken).ConfigureAwait(false);
        await vault.Store.DeleteAsync(connection, CancellationToken.None).ConfigureAwait(false);
        await ForgetAsync(connection).ConfigureAwait(false);
        await connections.DeleteAsync(connection, CancellationToken.None).ConfigureAwait(false);
        // A read or a login that was under way may have stored what it brought; from now on it finds no connection, and forgets it itself.
        await revoker.RevokeAsync(found, CancellationToken.None).ConfigureAwait(false);
        await vault.Store.DeleteAsync(connection, CancellationToken.None).ConfigureAwait(false);
        await ForgetAsync(connection).ConfigureAwait(false);
        _ = stored.RemoveAsync(connection);
        return new DisconnectOutcome(WasThere: true, revoked, error);
    }

    // Calls that are under way may read orders for as long as they last.
    private async Task WhenGoneAsync(ConnectionId connection, Task gone)
    {
        await gone.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        ended.Remove(connection);
    }

    private async Task ForgetAsync(ConnectionId connection)
    {
        await accounts.DeleteAsync(connection, CancellationToken.None).ConfigureAwait(false);
        await holdings.DeleteAsync(connection, CancellationToken.None).ConfigureAwait(false);
        if (orders is not null) await orders.DeleteAsync(connection, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<StoredConnection?> KnownAsync(PendingSignIn pending, ConnectionSecrets secrets)
    {
        if (secrets.Subject is not { } subject) return null;
        var all = await connections.ListAsync(pending.User).ConfigureAwait(false);
        return all.FirstOrDefault(connection => connection.Broker == pending.Broker && Same(connection.Environment, pending.Environment)
            && Same(connection.Application, pending.Application) && Same(connection.Subject, subject));
    }

    // The row first: if we end here, its user sees that he has to log in again, and nothing secret lies about that nobody knows of.
    private async Task<SignInOutcome> ConnectAsync(PendingSignIn pending, ConnectionSecrets secrets)
    {
        var others = await connections.ListAsync(pending.User).ConfigureAwait(false);
        var connection = new StoredConnection
        {
            Connection = ConnectionId.Parse(Guid.CreateVersion7(time.GetUtcNow()).ToString("N")),
            User = pending.User,
            Broker = pending.Broker,
            Environment = pending.Environment,
            Application = pending.Application,
            Access = pending.Access ?? ConnectionAccess.ReadOnly,
            State = ConnectionState.Pending,
            Subject = secrets.Subject,
            Nickname = pending.Nickname,
            IsPrimary = !others.Any(other => other.IsPrimary && IsSameKind(other, pending)),
            ConnectedAt = time.GetUtcNow(),
            LoggedInAt = secrets.LoggedInAt,
            PersonNeededBy = PersonNeededBy(pending.Broker, secrets),
        };
        if (!await connections.TryAddAsync(connection).ConfigureAwait(false)) throw new InvalidOperationException("A new id is taken.");
        await SaveAsync(connection, secrets).ConfigureAwait(false);
        var (seen, error) = await ReadAccountsAsync(connection, secrets).ConfigureAwait(false);
        return await ActivateAsync(connection, pending, secrets, seen, error).ConfigureAwait(false);
    }

    private async Task<SignInOutcome> RenewAsync(StoredConnection connection, PendingSignIn pending, ConnectionSecrets secrets)
    {
        var isProven = connection.Subject is not null && Same(connection.Subject, secrets.Subject);
        // The tokens are those of the registration that was signed in to now.
        var (seen, error) = await ReadAccountsAsync(connection with { Application = pending.Application }, secrets).ConfigureAwait(false);
        if (!isProven)
        {
            // Who logged in shows in what he sees. If that cannot be seen now the old connection stays as it was.
            if (seen is null) return SignInErrors.Failed(SignInFailure.BrokerFailed, error);
            var known = await accounts.ListAsync(connection.Connection).ConfigureAwait(false);
            if (!known.All(account => seen.Any(now => now.Ref.Account == account.Ref.Account))) return SignInErrors.Failed(SignInFailure.OtherAccounts);
        }

        await SaveAsync(connection, secrets).ConfigureAwait(false);
        return await ActivateAsync(connection, pending, secrets, seen, error).ConfigureAwait(false);
    }

    private async Task<SignInOutcome> ActivateAsync(
        StoredConnection connection, PendingSignIn pending, ConnectionSecrets secrets, IReadOnlyList<StoredAccount>? seen, BrokerageError? error)
    {
        if (seen is not null) await accounts.ReplaceAsync(connection.Connection, seen).ConfigureAwait(false);
        var active = await stored.ChangeAsync(connection.Connection, now => now with
        {
            State = StateAfter(now, seen),
            Problem = error?.Code,
            Access = pending.Access ?? now.Access,
            Application = pending.Application,
            Subject = secrets.Subject ?? now.Subject,
            LoggedInAt = secrets.LoggedInAt,
            PersonNeededBy = PersonNeededBy(connection.Broker, secrets),
        }).ConfigureAwait(false);
        if (active is null)
        {
            // Ended by its user meanwhile: whoever ended it may have been faster than what was stored here.
            await vault.Store.DeleteAsync(connection.Connection, CancellationToken.None).ConfigureAwait(false);
            await ForgetAsync(connection.Connection).ConfigureAwait(false);
            return SignInErrors.Failed(SignInFailure.NoConnection);
        }

        if (active.Access != connection.Access || !Same(active.Application, connection.Application)) _ = stored.RemoveAsync(connection.Connection);
        stored.Add(active);
        stored.LoggedIn(connection.Connection);
        return new SignInOutcome.Connected(active, await accounts.ListAsync(connection.Connection).ConfigureAwait(false));
    }

    // What the application has switched off its user does not switch on.
    private static ConnectionState StateAfter(StoredConnection now, IReadOnlyList<StoredAccount>? seen) =>
        now.State == ConnectionState.Disabled ? now.State : seen is null ? ConnectionState.Pending : ConnectionState.Active;

    // Over whatever is stored: a person's login is newer than any renewal.
    private async Task SaveAsync(StoredConnection connection, ConnectionSecrets secrets)
    {
        while (true)
        {
            try
            {
                var before = await vault.Store.ReadAsync(connection.Connection).ConfigureAwait(false);
                if (await vault.WriteAsync(StoredConnections.OwnerOf(connection), secrets, before).ConfigureAwait(false) is not null) return;
            }
            catch (InvalidDataException)
            {
                // A damaged record is of no use to anybody.
                await vault.Store.DeleteAsync(connection.Connection, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    private async Task<(IReadOnlyList<StoredAccount>? Accounts, BrokerageError? Error)> ReadAccountsAsync(StoredConnection connection, ConnectionSecrets secrets)
    {
        try
        {
            var opened = stored.OpenOnce(connection, secrets);
            await using var release = opened.ConfigureAwait(false);
            var read = await opened.Accounts.GetAccountsAsync().ConfigureAwait(false);
            return read.IsComplete
                ? ([.. read.Items.DistinctBy(account => account.Ref.Account).Select(StoredAccount.Of)], null)
                : (null, read.Failures is [var failure, ..] ? failure.Error : null);
        }
        catch (BrokerageException exception)
        {
            return (null, exception.Error);
        }
    }

    // What was granted and turned down is in nobody's hands any more, but valid. Where its user has a connection that may rest on the same grant it is
    // let be: some brokers end all that was granted at once.
    private async Task GiveBackAsync(PendingSignIn pending, ConnectionSecrets secrets)
    {
        var others = await connections.ListAsync(pending.User).ConfigureAwait(false);
        if (others.Any(other => other.Broker == pending.Broker && Same(other.Environment, pending.Environment) && Same(other.Application, pending.Application)
            && (other.Subject is null || secrets.Subject is null || Same(other.Subject, secrets.Subject)))) return;
        await revoker.RevokeAsync(pending.Broker, pending.Environment, pending.Application, secrets).ConfigureAwait(false);
    }

    private DateTimeOffset? PersonNeededBy(BrokerId broker, ConnectionSecrets secrets) => brokers.Adapter(broker)?.Authorizer.LifeOf(secrets).PersonNeededBy;

    // Brokers have names of their own for what orders do there; where one is not known in this process its name is all there is.
    private bool IsSameKind(StoredConnection one, PendingSignIn other) =>
        KindOf(one.Broker, one.Environment) is { } kind && KindOf(other.Broker, other.Environment) is { } otherKind ? kind == otherKind : Same(one.Environment, other.Environment);

    private EnvironmentKind? KindOf(BrokerId broker, string environment) => brokers.Environment(broker, environment)?.Kind;

    private static bool Same(string? one, string? other) => string.Equals(one, other, StringComparison.Ordinal);
}
