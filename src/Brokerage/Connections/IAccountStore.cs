namespace Brokerage;

/// <summary>Keeps the accounts of connections. Thread-safe; where several processes share a store, across them too.</summary>
public interface IAccountStore
{
    /// <summary>The accounts of a connection, in the broker's order.</summary>
    ValueTask<IReadOnlyList<StoredAccount>> ListAsync(ConnectionId connection, CancellationToken cancellationToken = default);

    /// <summary>
    /// Takes over what the broker said, all of it or nothing. What users chose for an account that stays is kept
    /// (<see cref="StoredAccount.Nickname"/>, <see cref="StoredAccount.IsCounted"/>); accounts that the broker no longer names are forgotten.
    /// </summary>
    ValueTask ReplaceAsync(ConnectionId connection, IReadOnlyList<StoredAccount> accounts, CancellationToken cancellationToken = default);

    /// <summary>Stores what a user chose.</summary>
    /// <returns>False if there is no such account.</returns>
    ValueTask<bool> ChooseAsync(AccountRef account, string? nickname, bool isCounted, CancellationToken cancellationToken = default);

    /// <summary>Forgets the accounts of a connection.</summary>
    ValueTask DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default);
}
