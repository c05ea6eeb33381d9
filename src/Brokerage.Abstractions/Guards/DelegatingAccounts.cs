namespace Brokerage;

/// <summary>A base for guards of <see cref="IAccounts"/>: forwards everything.</summary>
public abstract class DelegatingAccounts : IAccounts
{
    /// <summary>Wraps a role.</summary>
    protected DelegatingAccounts(IAccounts inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <summary>What is guarded. Never handed out.</summary>
    protected IAccounts Inner { get; }

    /// <inheritdoc/>
    public virtual Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default) =>
        Inner.GetAccountsAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default) =>
        Inner.GetBalanceAsync(account, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default) =>
        Inner.GetPositionsAsync(account, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
        Inner.GetTransactionsAsync(query, cancellationToken);
}
