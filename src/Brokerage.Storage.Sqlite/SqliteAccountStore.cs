namespace Brokerage.Storage.Sqlite;

/// <summary>Accounts.</summary>
internal sealed class SqliteAccountStore(SqliteStorage storage) : IAccountStore
{
    private const string Columns = "connection, account, broker, place, masked_number, merge_key, name, status, currency, nickname, is_counted, as_of";

    public ValueTask<IReadOnlyList<StoredAccount>> ListAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Read(sql => List(sql, connection)));
    }

    public ValueTask ReplaceAsync(ConnectionId connection, IReadOnlyList<StoredAccount> accounts, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(accounts);
        cancellationToken.ThrowIfCancellationRequested();
        storage.Write(sql =>
        {
            var before = List(sql, connection).ToDictionary(account => account.Ref);
            sql.Execute("DELETE FROM accounts WHERE connection = $1", connection.Value);
            for (var place = 0; place < accounts.Count; place++)
            {
                var account = accounts[place];
                Insert(sql, before.TryGetValue(account.Ref, out var known) ? account with { Nickname = known.Nickname, IsCounted = known.IsCounted } : account, place);
            }

            return accounts.Count;
        });
        return default;
    }

    public ValueTask<bool> ChooseAsync(AccountRef account, string? nickname, bool isCounted, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Write(sql => sql.Execute(
            "UPDATE accounts SET nickname = $3, is_counted = $4 WHERE connection = $1 AND account = $2 AND broker = $5",
            account.Connection.Value,
            account.Account.Value,
            nickname,
            isCounted,
            account.Broker.Value) == 1));
    }

    public ValueTask DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        storage.Write(sql => sql.Execute("DELETE FROM accounts WHERE connection = $1", connection.Value));
        return default;
    }

    private static List<StoredAccount> List(Statements sql, ConnectionId connection) =>
        sql.Query($"SELECT {Columns} FROM accounts WHERE connection = $1 ORDER BY place", Account, connection.Value);

    private static void Insert(Statements sql, StoredAccount account, int place) => sql.Execute(
        $"INSERT INTO accounts ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        account.Ref.Connection.Value,
        account.Ref.Account.Value,
        account.Ref.Broker.Value,
        place,
        account.MaskedNumber,
        account.MergeKey,
        account.Name,
        (int)account.Status,
        account.BaseCurrency.Code,
        account.Nickname,
        account.IsCounted,
        Row.Time(account.AsOf));

    private static StoredAccount Account(Row row) => new()
    {
        Ref = new AccountRef(ConnectionId.Parse(row.Text(0)), BrokerId.Parse(row.Text(2)), AccountId.Parse(row.Text(1))),
        MaskedNumber = row.Text(4),
        MergeKey = row.TextOrNull(5),
        Name = row.Text(6),
        Status = (AccountStatus)row.Number(7),
        BaseCurrency = Currency.Parse(row.Text(8)),
        Nickname = row.TextOrNull(9),
        IsCounted = row.Flag(10),
        AsOf = row.Moment(11),
    };
}
