namespace Brokerage;

/// <summary>Reads of accounts, measured.</summary>
internal sealed class TelemetryAccounts(IAccounts inner, CallMeters meters) : DelegatingAccounts(inner)
{
    public override Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default) => meters.MeasureAsync(
            "accounts.list", (Inner, cancellationToken),
            static call => call.Inner.GetAccountsAsync(call.cancellationToken));

    public override Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default) => meters.MeasureAsync(
            "accounts.balance", (Inner, account, cancellationToken),
            static call => call.Inner.GetBalanceAsync(call.account, call.cancellationToken));

    public override Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default) => meters.MeasureAsync(
            "accounts.positions", (Inner, account, cancellationToken),
            static call => call.Inner.GetPositionsAsync(call.account, call.cancellationToken));

    public override Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default) => meters.MeasureAsync(
            "accounts.transactions", (Inner, query, cancellationToken),
            static call => call.Inner.GetTransactionsAsync(call.query, call.cancellationToken));
}
