namespace Brokerage;

/// <summary>Accounts and what is in them. Thread-safe. Reads may be repeated by the pipeline.</summary>
public interface IAccounts
{
    /// <summary>All accounts of the login, closed ones included.</summary>
    /// <exception cref="BrokerageException">The broker could not be asked, or refused.</exception>
    Task<Snapshot<Account>> GetAccountsAsync(CancellationToken cancellationToken = default);

    /// <summary>The figures of one account.</summary>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.AccountNotFound"/>, or the broker could not be asked.</exception>
    Task<Balance> GetBalanceAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>What an account holds. A partial answer says so: it must never empty a cache.</summary>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.AccountNotFound"/>, or the broker could not be asked.</exception>
    Task<Snapshot<Position>> GetPositionsAsync(AccountId account, CancellationToken cancellationToken = default);

    /// <summary>A page of an account's history, newest first.</summary>
    /// <exception cref="BrokerageException">
    /// <see cref="BrokerageErrorCode.InvalidRequest"/>: the cursor is not of this query. Or the broker could not be asked.
    /// </exception>
    Task<Page<Transaction>> GetTransactionsAsync(HistoryQuery query, CancellationToken cancellationToken = default);
}
