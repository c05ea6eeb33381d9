using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Alpaca;

internal sealed class AlpacaAccounts(AlpacaConnection connection) : IAccounts
{
    public async Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default)
    {
        var wire = Json.Read((await connection.ReadAsync("/v2/account", cancellationToken)).Body)!;
        return Snapshot<Account>.Complete([AlpacaAccountMapping.Account(wire, connection.Connection, connection.Now)], new AsOf(connection.Now, null));
    }

    public async Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var wire = Json.Read((await connection.ReadAsync("/v2/account", cancellationToken)).Body)!;
        return AlpacaAccountMapping.Balance(wire, connection.Ref(account), connection.Now);
    }

    public async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var rows = Json.Read((await connection.ReadAsync("/v2/positions", cancellationToken)).Body).List("");
        return AlpacaAccountMapping.Positions(rows, connection.Ref(account), connection.Now);
    }

    /// <summary>Pages by the id of the last row; a token of ours says nothing about the broker's.</summary>
    public async Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        var rows = Json.Read((await connection.ReadAsync($"/v2/account/activities?page_size=2&page_token={query.Cursor}", cancellationToken)).Body).List("").ToList();
        var items = rows.Select(row => AlpacaAccountMapping.Activity(row, connection.Ref(query.Account))).ToList();
        return items.Count < 2 ? Page<Transaction>.Only(items) : new Page<Transaction>(items, items[^1].Id, null, []);
    }
}
