using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

internal sealed class IbkrWebAccounts(IbkrWebConnection connection) : IAccounts
{
    public async Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default)
    {
        var rows = (await connection.ReadAsync("/portfolio/accounts", cancellationToken)).List("");
        var accounts = rows.Select(row => IbkrAccountMapping.Account(row, connection.Connection, connection.Now));
        return Snapshot<Account>.Complete([.. accounts], new AsOf(connection.Now, null));
    }

    public async Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var summary = await connection.ReadAsync($"/portfolio/{account}/summary", cancellationToken);
        var ledger = await connection.ReadAsync($"/portfolio/{account}/ledger", cancellationToken);
        return IbkrAccountMapping.Balance(summary, ledger, connection.Ref(account), connection.Now);
    }

    /// <summary>Pages of a hundred, from 0, until one is not full.</summary>
    public async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var rows = new List<JsonNode>();
        for (var page = 0; ; page++)
        {
            var found = (await connection.ReadAsync($"/portfolio/{account}/positions/{page}", cancellationToken)).List("").ToList();
            rows.AddRange(found);
            if (found.Count < 100) return IbkrAccountMapping.Positions(rows, connection.Ref(account), connection.Now);
        }
    }

    public Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
        throw new BrokerageException(new BrokerageError(BrokerageErrorCode.FeatureNotSupported, IbkrWebAdapter.Broker, "One contract per quarter of an hour is no history."));
}
