namespace Brokerage.Conformance.Tests.Guide.Acme;

internal sealed class AcmeAccounts(AcmeSession session) : IAccounts
{
    public async Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default)
    {
        var (_, account) = await session.ReadAccountAsync(cancellationToken).ConfigureAwait(false);
        return Snapshot<Account>.Complete([account], account.AsOf);
    }

    public async Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        await session.RequireAsync(account, cancellationToken).ConfigureAwait(false);
        var (wire, now) = await session.ReadAccountAsync(cancellationToken).ConfigureAwait(false);
        return AcmeMapping.ToBalance(wire, now.Ref, now.AsOf);
    }

    #region positions
    public async Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default)
    {
        var known = await session.RequireAsync(account, cancellationToken).ConfigureAwait(false);
        var (rows, asOf) = await session.GetAsync(
            "positions.list", EndpointPurpose.Trading, "v1/positions", AcmeJson.Default.IReadOnlyListPositionWire, cancellationToken).ConfigureAwait(false);
        List<Position> items = [];
        List<ItemFailure> failures = [];
        foreach (var row in rows)
        {
            try
            {
                items.Add(AcmeMapping.ToPosition(row, known.Ref, asOf));
            }
            catch (BrokerageException unreadable)
            {
                failures.Add(new ItemFailure(row?.Symbol ?? "?", unreadable.Error)); // one bad row does not hide the rest, and is told
            }
        }

        return failures.Count == 0 ? Snapshot<Position>.Complete(items, asOf) : Snapshot<Position>.Partial(items, failures, asOf);
    }
    #endregion

    public Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Task.FromException<Page<Transaction>>(AcmeErrors.Refuse("Acme tells no history."));
    }
}
