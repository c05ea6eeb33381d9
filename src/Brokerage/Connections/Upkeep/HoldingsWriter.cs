namespace Brokerage;

/// <summary>Takes over what a reading brought, account by account: what is whole in the place of what was known, and a mark on the rest.</summary>
internal sealed class HoldingsWriter(IAccountStore accounts, IHoldingsStore store, TimeProvider time)
{
    // Clocks of several machines may differ by a little; more is a clock that was wrong and has been set right.
    private static readonly TimeSpan ClocksDiffer = TimeSpan.FromMinutes(1);

    /// <returns>Whether its list of accounts is the whole truth, as far as that is known.</returns>
    public async Task<bool> WriteAsync(ConnectionReading reading, CancellationToken cancellationToken)
    {
        var connection = reading.Info.Connection;
        var known = await store.ListAsync(connection, cancellationToken).ConfigureAwait(false);
        foreach (var account in reading.Accounts)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await TakeOverAsync(account, ProblemOf(reading, account.Account.Ref.Account)).ConfigureAwait(false);
        }

        // From here on nothing is read any more: a stop must not leave the list of accounts and what they hold apart.
        var isWhole = await TakeOverListAsync(reading).ConfigureAwait(false);
        foreach (var account in known.Select(holdings => holdings.Account).Where(account => !reading.Accounts.Any(read => read.Account.Ref == account)))
        {
            // A closed account, or one that the login does not see any more.
            if (isWhole) await store.DeleteAsync(account, CancellationToken.None).ConfigureAwait(false);
            else await MarkAsync(account, ProblemOf(reading, null) ?? BrokerageErrorCode.UnexpectedResponse).ConfigureAwait(false);
        }

        return isWhole;
    }

    /// <summary>Nothing could be read: what is known is stale.</summary>
    public async Task MarkAllAsync(ConnectionId connection, BrokerageErrorCode problem, CancellationToken cancellationToken)
    {
        foreach (var known in await store.ListAsync(connection, cancellationToken).ConfigureAwait(false))
            await MarkAsync(known.Account, problem).ConfigureAwait(false);
    }

    public async Task ForgetAsync(ConnectionId connection)
    {
        await accounts.DeleteAsync(connection, CancellationToken.None).ConfigureAwait(false);
        await store.DeleteAsync(connection, CancellationToken.None).ConfigureAwait(false);
    }

    /// <returns>Whether the list is the whole truth. One without any account, where there were some, is not believed.</returns>
    private async Task<bool> TakeOverListAsync(ConnectionReading reading)
    {
        var connection = reading.Info.Connection;
        if (!reading.AccountsComplete) return false;
        if (reading.Listed.Count == 0 && (await accounts.ListAsync(connection).ConfigureAwait(false)).Count > 0) return false;
        await accounts.ReplaceAsync(connection, [.. reading.Listed.Select(StoredAccount.Of)]).ConfigureAwait(false);
        return true;
    }

    private Task TakeOverAsync(AccountReading read, BrokerageErrorCode? problem) =>
        ChangeAsync(read.Account.Ref, stored => After(stored ?? new StoredHoldings { Account = read.Account.Ref }, read, problem, time.GetUtcNow()));

    private Task MarkAsync(AccountRef account, BrokerageErrorCode problem) =>
        ChangeAsync(account, stored => stored is null ? null : Stale(stored, problem, time.GetUtcNow()));

    private async Task ChangeAsync(AccountRef account, Func<StoredHoldings?, StoredHoldings?> change)
    {
        while (true)
        {
            var stored = await store.FindAsync(account, CancellationToken.None).ConfigureAwait(false);
            var changed = change(stored);
            if (changed is null || changed == stored) return;
            if (await store.TryReplaceAsync(changed, CancellationToken.None).ConfigureAwait(false)) return;
        }
    }

    private static StoredHoldings After(StoredHoldings stored, AccountReading read, BrokerageErrorCode? problem, DateTimeOffset now)
    {
        var after = stored;
        if (read.Positions is { IsComplete: true } positions && !IsNewer(stored.PositionsAsOf, positions.AsOf, now))
            after = after with { Positions = positions.Items, PositionsAsOf = positions.AsOf };
        if (read.Balance is { } balance && !IsNewer(stored.Balance?.AsOf, balance.AsOf, now))
            after = after with { Balance = balance };
        return read.IsComplete ? after with { StaleSince = null, Problem = null } : Stale(after, problem ?? BrokerageErrorCode.UnexpectedResponse, now);
    }

    // What a clock that was ahead has dated would stand in the way until that time has come.
    private static bool IsNewer(AsOf? stored, AsOf read, DateTimeOffset now) => stored?.Received > read.Received && stored?.Received <= now + ClocksDiffer;

    private static StoredHoldings Stale(StoredHoldings holdings, BrokerageErrorCode problem, DateTimeOffset now) =>
        holdings with { StaleSince = holdings.StaleSince ?? now, Problem = problem };

    private static BrokerageErrorCode? ProblemOf(ConnectionReading reading, AccountId? account) =>
        reading.Failures.FirstOrDefault(failure => failure.Account == account)?.Error.Code;
}
