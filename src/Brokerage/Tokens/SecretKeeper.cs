using Microsoft.Extensions.Logging;

namespace Brokerage;

/// <summary>Reads and renews the secrets of one connection, one piece of work at a time, and says once when only a person can go on.</summary>
internal sealed class SecretKeeper(SecretOwner owner, SecretRenewer renewer, IBrokerageAuthorizer authorizer, TokenContext context)
{
    private RenewalOutcome.LoginNeeded? _ended;

    /// <summary>What is stored, renewed first where it has to be.</summary>
    /// <param name="lastUsed">When this process last used them.</param>
    public async Task<HeldSecrets> GetAsync(DateTimeOffset lastUsed)
    {
        var opened = await ReadAsync().ConfigureAwait(false);
        var held = Held(opened);
        var now = context.Time.GetUtcNow();
        if (held.IsOver(now)) throw await EndAsync(new RenewalOutcome.LoginNeeded(TokenErrors.LoginNeeded(owner, "the login has ended."), opened.Version)).ConfigureAwait(false);
        // Nobody knows what other processes did since: what was issued long ago counts as unused since then.
        return held.MustRenew(now, Later(lastUsed, opened.Secrets.IssuedAt)) ? await RenewAsync(opened.Version).ConfigureAwait(false) : held;
    }

    /// <summary>Newer secrets than these, or these if the broker has nothing to renew.</summary>
    public async Task<HeldSecrets> RenewAsync(long version)
    {
        switch (await renewer.RenewAsync(version).ConfigureAwait(false))
        {
            case RenewalOutcome.Renewed renewed:
                TokenLog.Renewed(context.Logger, owner.Connection.Value, renewed.Secrets.Version);
                var held = Held(renewed.Secrets);
                await TellAsync(() => context.Watcher.RenewedAsync(owner.Connection, held.Life)).ConfigureAwait(false);
                return held;
            case RenewalOutcome.NothingToDo nothing:
                return Held(nothing.Secrets).AsLasting();
            case RenewalOutcome.LoginNeeded needed:
                throw await EndAsync(needed).ConfigureAwait(false);
            default:
                throw new InvalidOperationException();
        }
    }

    /// <summary>Other secrets than these, which the broker has refused.</summary>
    public async Task<HeldSecrets> ReplaceAsync(long refused)
    {
        var opened = await ReadAsync().ConfigureAwait(false);
        if (opened.Version != refused) return await GetAsync(opened.Secrets.IssuedAt).ConfigureAwait(false);
        var held = await RenewAsync(refused).ConfigureAwait(false);
        return held.Version != refused ? held : throw TokenErrors.Refused(owner);
    }

    // A login that has ended is over without another request, until something else is stored.
    private async Task<OpenedSecrets> ReadAsync()
    {
        var opened = await context.Vault.ReadAsync(owner).ConfigureAwait(false);
        if (opened is null) throw await EndAsync(new RenewalOutcome.LoginNeeded(TokenErrors.NoSecrets(owner).Error, 0)).ConfigureAwait(false);
        return _ended is { } ended && ended.Version == opened.Version ? throw new BrokerageException(ended.Error) : opened;
    }

    private async Task<BrokerageException> EndAsync(RenewalOutcome.LoginNeeded needed)
    {
        var isNew = _ended is not { } before || before.Version != needed.Version;
        _ended = needed;
        if (isNew)
        {
            TokenLog.LoginNeeded(context.Logger, owner.Connection.Value, needed.Error.Code);
            await TellAsync(() => context.Watcher.LoginNeededAsync(owner.Connection, needed.Error)).ConfigureAwait(false);
        }

        return new BrokerageException(needed.Error);
    }

    private async Task TellAsync(Func<Task> tell)
    {
        try
        {
            await tell().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The secrets are stored and valid, whoever could not be told.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            TokenLog.WatcherFailed(context.Logger, owner.Connection.Value, exception);
        }
    }

    private HeldSecrets Held(OpenedSecrets opened) => HeldSecrets.Of(opened, authorizer.LifeOf(opened.Secrets), context.Chance());

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
