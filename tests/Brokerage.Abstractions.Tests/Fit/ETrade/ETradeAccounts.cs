using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

internal sealed class ETradeAccounts(ETradeConnection connection) : IAccounts
{
    public async Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default)
    {
        var answer = await connection.ReadAsync("/v1/accounts/list.json", cancellationToken);
        var accounts = ETradeAccountMapping.Accounts(Json.Read(answer.Body), connection.Connection, connection.Now);
        return Snapshot<Account>.Complete(accounts, new AsOf(connection.Now, null));
    }

    public async Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var answer = await connection.ReadAsync($"/v1/accounts/{account}/balance.json?instType=BROKERAGE&realTimeNAV=true", cancellationToken);
        return ETradeAccountMapping.Balance(Json.Read(answer.Body), connection.Ref(account), connection.Now);
    }

    public async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var answer = await connection.ReadAsync($"/v1/accounts/{account}/portfolio.json", cancellationToken);
        return ETradeAccountMapping.Positions(Json.Read(answer.Body), connection.Ref(account), connection.Now);
    }

    public Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
        throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, ETradeAdapter.Broker, "Not part of this sketch."));
}
