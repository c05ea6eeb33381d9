namespace Brokerage;

/// <summary>
/// Spends a refresh token, at most once for each version of the secrets, and at most once more where the answer was lost. One renewal at a
/// time: the caller sees to that in this process, the lock of the store across processes. Nobody's cancellation but its own limit ends it.
/// </summary>
internal sealed class SecretRenewer(
    SecretOwner owner, BrokerEnvironment environment, string application, IBrokerageAuthorizer authorizer, TokenContext context)
{
    private const int SaveAttempts = 8;
    private const int MostAsked = 2;

    private static readonly TimeSpan SavePause = TimeSpan.FromMilliseconds(250);

    // Granted by the broker and not stored yet: what it replaces is void.
    private (OpenedSecrets Replaces, ConnectionSecrets Secrets)? _unsaved;

    /// <summary>Newer secrets than those of a version, or why there are none without a person.</summary>
    /// <exception cref="BrokerageException">Not now; a later call may do.</exception>
    public async Task<RenewalOutcome> RenewAsync(long staleVersion)
    {
        using var limit = new CancellationTokenSource(context.Options.RenewTimeout, context.Time);
        try
        {
            var held = await context.Vault.Store.LockAsync(owner.Connection, limit.Token).ConfigureAwait(false);
            await using var release = held.ConfigureAwait(false);
            return await RenewLockedAsync(staleVersion, limit.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            throw TokenErrors.Silent(owner, null);
        }
    }

    private async Task<RenewalOutcome> RenewLockedAsync(long staleVersion, CancellationToken cancellationToken)
    {
        if (_unsaved is { } granted) await SaveAsync(granted.Replaces, granted.Secrets).ConfigureAwait(false);
        while (true)
        {
            // Read again under the lock: whoever held it before may have renewed them.
            if (await context.Vault.ReadAsync(owner, cancellationToken).ConfigureAwait(false) is not { } stored)
                return new RenewalOutcome.LoginNeeded(TokenErrors.NoSecrets(owner).Error, 0);
            if (stored.Version != staleVersion) return new RenewalOutcome.Renewed(stored);

            var life = authorizer.LifeOf(stored.Secrets);
            if (life.PersonNeededBy <= context.Time.GetUtcNow())
                return new RenewalOutcome.LoginNeeded(TokenErrors.LoginNeeded(owner, "the login has ended."), stored.Version);
            if (await AskAsync(stored, isSpent: life.Renewal == Renewal.Replace, cancellationToken).ConfigureAwait(false) is { } outcome) return outcome;
        }
    }

    /// <returns>Null if a rotation of keys or a login changed the record before anything was asked.</returns>
    /// <param name="stored">What to renew.</param>
    /// <param name="isSpent">Whether a renewal spends the token, so that a lost answer may have cost it.</param>
    /// <param name="cancellationToken">Our own limit.</param>
    private async Task<RenewalOutcome?> AskAsync(OpenedSecrets stored, bool isSpent, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (isSpent)
            {
                // To ask on and on with a token that may be spent would lock the user out; a person can always go on.
                if (stored.Record.Asked >= MostAsked) return await NewerOrLoginAsync(stored, TokenErrors.Spent(owner), cancellationToken).ConfigureAwait(false);
                if (await context.Vault.NoteAskedAsync(stored, stored.Record.Asked + 1, cancellationToken).ConfigureAwait(false) is not { } noted) return null;
                stored = noted;
            }

            switch (await RefreshAsync(stored, isSpent, cancellationToken).ConfigureAwait(false))
            {
                case RefreshResult.Renewed renewed:
                    return new RenewalOutcome.Renewed(await SaveAsync(stored, renewed.Secrets).ConfigureAwait(false));
                case RefreshResult.NothingToDo:
                    if (isSpent) await context.Vault.NoteAskedAsync(stored, 0, cancellationToken).ConfigureAwait(false);
                    return new RenewalOutcome.NothingToDo(stored);
                case RefreshResult.LoginNeeded needed:
                    if (isSpent) await context.Vault.NoteAskedAsync(stored, MostAsked, cancellationToken).ConfigureAwait(false);
                    return await NewerOrLoginAsync(stored, needed.Error, cancellationToken).ConfigureAwait(false);
                case RefreshResult.OutcomeUnknown unknown:
                    // Where the token can be used again nothing is lost: a later call asks again.
                    if (!isSpent) throw TokenErrors.Silent(owner, unknown.Error);
                    await Task.Delay(context.Options.PauseAfterDoubt, context.Time, cancellationToken).ConfigureAwait(false);
                    break;
            }
        }
    }

    // What the adapter says, with its exceptions in the same words: one that proves that nothing was done goes on to the caller.
    private async Task<RefreshResult> RefreshAsync(OpenedSecrets stored, bool isSpent, CancellationToken cancellationToken)
    {
        try
        {
            return await authorizer.RefreshAsync(environment, application, stored.Secrets, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException exception) when (exception.Error.Effect == Effect.Unknown)
        {
            return new RefreshResult.OutcomeUnknown(exception.Error);
        }
        catch (BrokerageException) when (isSpent)
        {
            // Nothing left, or the broker did not act: this attempt does not count.
            await context.Vault.NoteAskedAsync(stored, stored.Record.Asked - 1, cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    // "Invalid grant" is also what the second of two owners hears: only if nobody else has renewed, a person is needed.
    private async Task<RenewalOutcome> NewerOrLoginAsync(OpenedSecrets stored, BrokerageError error, CancellationToken cancellationToken)
    {
        var now = await context.Vault.ReadAsync(owner, cancellationToken).ConfigureAwait(false);
        return now is not null && now.Version != stored.Version
            ? new RenewalOutcome.Renewed(now)
            : new RenewalOutcome.LoginNeeded(error, stored.Version);
    }

    /// <summary>
    /// Stores what the broker has granted, before anybody uses it. Nothing may cut this off: the tokens that it replaces are void. What
    /// cannot be stored is kept, and comes first the next time.
    /// </summary>
    private async Task<OpenedSecrets> SaveAsync(OpenedSecrets replaces, ConnectionSecrets secrets)
    {
        _unsaved = (replaces, secrets);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var saved = await context.Vault.WriteAsync(owner, secrets, replaces.Record, CancellationToken.None).ConfigureAwait(false)
                    ?? await SaveOverAsync(replaces, secrets).ConfigureAwait(false);
                _unsaved = null;
                return saved;
            }
            catch (Exception exception) when (exception is not BrokerageException)
            {
                if (attempt == SaveAttempts) throw TokenErrors.NotStored(owner, exception);
                await Task.Delay(SavePause * attempt, context.Time, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    // Something else is stored by now: our own write whose answer was lost, the same version under another key, or a newer login.
    private async Task<OpenedSecrets> SaveOverAsync(OpenedSecrets replaces, ConnectionSecrets secrets)
    {
        while (true)
        {
            var now = await context.Vault.ReadAsync(owner, CancellationToken.None).ConfigureAwait(false);
            if (now is null)
            {
                // The connection was ended meanwhile: nobody may use these any more.
                _unsaved = null;
                throw TokenErrors.NoSecrets(owner);
            }

            if (now.Version != replaces.Version) return now;
            // A rotation of keys has sealed the old version anew.
            if (await context.Vault.WriteAsync(owner, secrets, now.Record, CancellationToken.None).ConfigureAwait(false) is { } saved) return saved;
        }
    }
}
