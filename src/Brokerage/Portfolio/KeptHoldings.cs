namespace Brokerage;

/// <summary>Puts what stores keep of a connection in the place of what a reading could not read, and marks it.</summary>
internal sealed class KeptHoldings(IAccountStore accounts, IHoldingsStore holdings)
{
    public async Task<ConnectionReading> FillAsync(ConnectionReading reading, CancellationToken cancellationToken)
    {
        if (reading.IsComplete && reading.Listed.Count > 0) return reading;
        var connection = reading.Info.Connection;
        var kept = (await holdings.ListAsync(connection, cancellationToken).ConfigureAwait(false)).ToDictionary(each => each.Account);
        if (kept.Count == 0) return reading;

        // A list without any account is not believed where there were some; of any other that is whole nothing is missing.
        var isWhole = reading.AccountsComplete && reading.Listed.Count > 0;
        IReadOnlyList<StoredAccount> known = isWhole ? [] : await accounts.ListAsync(connection, cancellationToken).ConfigureAwait(false);
        var unread = known.Where(account => account.Status != AccountStatus.Closed && kept.ContainsKey(account.Ref) && !reading.Listed.Any(listed => listed.Ref == account.Ref))
            .Select(account => new AccountReading(AccountOf(account), null, null));
        return reading with
        {
            AccountsComplete = isWhole,
            Accounts = [.. reading.Accounts.Concat(unread).Select(read => kept.TryGetValue(read.Account.Ref, out var held) ? Fill(read, held) : read)],
        };
    }

    // As the stores do it: a part never takes the place of the whole.
    private static AccountReading Fill(AccountReading read, StoredHoldings held)
    {
        if (read.IsComplete) return read;
        var balance = read.Balance ?? held.Balance;
        var positions = read.Positions is { IsComplete: true } || held.PositionsAsOf is not { } asOf ? read.Positions : Snapshot<Position>.Complete(held.Positions, asOf);
        return read with
        {
            Balance = balance,
            Positions = positions,
            IsKept = !ReferenceEquals(balance, read.Balance) || !ReferenceEquals(positions, read.Positions),
        };
    }

    private static Account AccountOf(StoredAccount account) => new()
    {
        Ref = account.Ref,
        MaskedNumber = account.MaskedNumber,
        MergeKey = account.MergeKey,
        Name = account.Name,
        Margin = default,
        Registration = default,
        Status = new Raw<AccountStatus>(account.Status, null),
        BaseCurrency = account.BaseCurrency,
        AsOf = new AsOf(account.AsOf),
    };
}
