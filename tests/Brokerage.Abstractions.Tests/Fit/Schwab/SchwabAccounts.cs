using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

internal sealed class SchwabAccounts(SchwabConnection connection) : IAccounts
{
    public async Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default)
    {
        var rows = Json.Read((await connection.ReadAsync("/accounts", cancellationToken)).Body).List("");
        var accounts = rows.Select(row => SchwabAccountMapping.Account(row, connection.Connection, connection.Now));
        return Snapshot<Account>.Complete([.. accounts], new AsOf(connection.Now, null));
    }

    public async Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var hash = await connection.HashAsync(account, cancellationToken);
        var answer = await connection.ReadAsync($"/accounts/{hash}", cancellationToken);
        return SchwabAccountMapping.Balance(Json.Read(answer.Body), connection.Ref(account), connection.Now);
    }

    public async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var hash = await connection.HashAsync(account, cancellationToken);
        var answer = await connection.ReadAsync($"/accounts/{hash}?fields=positions", cancellationToken);
        return SchwabAccountMapping.Positions(Json.Read(answer.Body), connection.Ref(account), connection.Now);
    }

    public async Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        var hash = await connection.HashAsync(query.Account, cancellationToken);
        var from = query.From < connection.Now.AddYears(-1) ? connection.Now.AddYears(-1) : query.From;
        var answer = await connection.ReadAsync($"/accounts/{hash}/transactions?startDate={from:O}&endDate={query.To:O}", cancellationToken);
        var items = SchwabTransactionMapping.Transactions(Json.Read(answer.Body), connection.Ref(query.Account));
        return new Page<Transaction>([.. items.OrderByDescending(item => item.Time)], null, connection.Now.AddYears(-1), []);
    }
}
