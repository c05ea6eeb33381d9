using Brokerage.Mock.Mapping;

namespace Brokerage.Mock;

internal sealed class MockAccounts(MockSession session) : IAccounts
{
    public async Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default)
    {
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        var asOf = session.Now;
        var exchange = session.World.ExchangeName;
        return Snapshot<Account>.Complete(
            [.. session.Accounts().Select(account => AccountMapping.ToAccount(account, session.Ref(account.Id), exchange, asOf))], asOf);
    }

    public async Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        var id = session.Account(account).Id;
        return AccountMapping.ToBalance(session.Exchange.GetBalance(id), session.Ref(id), session.Now);
    }

    public async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        var reference = session.Ref(session.Account(account).Id);
        var asOf = session.Now;
        var positions = session.Exchange.GetPositions(account);
        return session.World.Options.Faults.ToSnapshot<Position>(
            [.. positions.Select(position => AccountMapping.ToPosition(position, reference, session.Symbols, asOf))], asOf);
    }

    public async Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        await session.ReadAsync(cancellationToken).ConfigureAwait(false);
        var reference = session.Ref(session.Account(query.Account).Id);
        var entries = session.Exchange.GetLedger(query.Account, query.From, query.To);
        var (rows, next) = Paging.Newest(entries, entry => entry.Number, query.Cursor);
        return session.World.Options.Faults.ToPage<Transaction>(
            [.. rows.SelectMany(entry => TransactionMapping.ToTransactions(entry, reference, session.Symbols))], next);
    }
}
