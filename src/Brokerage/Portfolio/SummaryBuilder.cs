namespace Brokerage;

/// <summary>Sums up one connection. Pure.</summary>
internal static class SummaryBuilder
{
    public static ConnectionSummary Build(ConnectionReading reading, CountedAccounts counted, DateTimeOffset now, TimeSpan staleAfter)
    {
        var ages = reading.Accounts.SelectMany(account => account.Ages()).Select(age => age.BrokerTime ?? age.Received).ToList();
        DateTimeOffset? oldest = ages.Count == 0 ? null : ages.Min();
        return new ConnectionSummary
        {
            Connection = reading.Info.Connection,
            Broker = reading.Info.Broker,
            State = StateOf(reading),
            PersonNeededBy = reading.Status?.PersonNeededBy,
            Accounts = [.. reading.Accounts.Select(account => Account(account, counted))],
            IsComplete = reading.IsComplete,
            AsOf = oldest,
            IsStale = reading.Accounts.Any(account => account.IsKept) || (oldest is { } time && now - time > staleAfter),
        };
    }

    private static ConnectionState StateOf(ConnectionReading reading)
    {
        var told = reading.Status?.State ?? ConnectionState.Error;
        if (!told.CanRead())
            return told;
        if (reading.Failures.Any(failure => failure.Error.Recovery == RecoveryAction.Reauthenticate))
            return ConnectionState.NeedsLogin;
        if (reading.Failures.Count == 0)
            return told;
        return reading.Accounts.Any(account => account.Weight > 0 && !account.IsKept) ? ConnectionState.Degraded : ConnectionState.Error;
    }

    private static AccountSummary Account(AccountReading reading, CountedAccounts counted) => new()
    {
        Account = reading.Account.Ref,
        Name = reading.Account.Name,
        MaskedNumber = reading.Account.MaskedNumber,
        Currency = TotalsBuilder.CurrencyOf(reading),
        Value = reading.Balance?.NetLiquidation,
        Cash = reading.Balance?.Cash,
        IsKept = reading.IsKept,
        PositionCount = reading.Positions?.Items.Count ?? 0,
        CountedThrough = counted.CountedThrough(reading),
    };
}
