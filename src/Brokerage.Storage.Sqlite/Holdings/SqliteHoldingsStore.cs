namespace Brokerage.Storage.Sqlite;

/// <summary>What accounts held when they were last read.</summary>
internal sealed class SqliteHoldingsStore(SqliteStorage storage) : IHoldingsStore
{
    private const string Columns = "connection, account, broker, version, positions_received_at, positions_broker_time, stale_since, problem, balance";
    private const string Which = "connection = $1 AND account = $2 AND broker = $3";

    public ValueTask<StoredHoldings?> FindAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.ReadTogether(sql =>
            sql.First($"SELECT {Columns} FROM holdings WHERE {Which}", Holdings, Key(account)) is { } holdings ? WithPositions(sql, holdings) : null));
    }

    public ValueTask<IReadOnlyList<StoredHoldings>> ListAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.ReadTogether<IReadOnlyList<StoredHoldings>>(sql =>
        [
            .. sql.Query($"SELECT {Columns} FROM holdings WHERE connection = $1 ORDER BY account, broker", Holdings, connection.Value)
                .Select(holdings => WithPositions(sql, holdings)),
        ]));
    }

    public ValueTask<bool> TryReplaceAsync(StoredHoldings holdings, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(holdings);
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Write(sql =>
        {
            if (!TryPut(sql, holdings)) return false;
            sql.Execute($"DELETE FROM positions WHERE {Which}", Key(holdings.Account));
            PositionRow.Insert(sql, holdings.Account, holdings.Positions);
            return true;
        }));
    }

    public ValueTask<bool> DeleteAsync(AccountRef account, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(account);
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Write(sql =>
        {
            sql.Execute($"DELETE FROM positions WHERE {Which}", Key(account));
            return sql.Execute($"DELETE FROM holdings WHERE {Which}", Key(account)) == 1;
        }));
    }

    public ValueTask DeleteAsync(ConnectionId connection, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        storage.Write(sql =>
        {
            sql.Execute("DELETE FROM positions WHERE connection = $1", connection.Value);
            return sql.Execute("DELETE FROM holdings WHERE connection = $1", connection.Value);
        });
        return default;
    }

    private static bool TryPut(Statements sql, StoredHoldings holdings)
    {
        object?[] values =
        [
            .. Key(holdings.Account),
            holdings.Version + 1,
            Row.Time(holdings.PositionsAsOf?.Received),
            Row.Time(holdings.PositionsAsOf?.BrokerTime),
            Row.Time(holdings.StaleSince),
            (int?)holdings.Problem,
            holdings.Balance is { } balance ? HoldingsCodec.Encode(balance) : null,
        ];
        var changed = holdings.Version == 0
            ? sql.Execute($"INSERT INTO holdings ({Columns}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (connection, account, broker) DO NOTHING", values)
            : sql.Execute(
                $"""
                UPDATE holdings SET version = $4, positions_received_at = $5, positions_broker_time = $6, stale_since = $7, problem = $8, balance = $9
                WHERE {Which} AND version = $4 - 1
                """,
                values);
        return changed == 1;
    }

    private static StoredHoldings WithPositions(Statements sql, StoredHoldings holdings) => holdings with
    {
        Positions = sql.Query($"SELECT {PositionRow.Columns} FROM positions WHERE {Which} ORDER BY place", row => PositionRow.Read(row, holdings.Account), Key(holdings.Account)),
    };

    private static object?[] Key(AccountRef account) => [account.Connection.Value, account.Account.Value, account.Broker.Value];

    private static StoredHoldings Holdings(Row row)
    {
        var account = new AccountRef(ConnectionId.Parse(row.Text(0)), BrokerId.Parse(row.Text(2)), AccountId.Parse(row.Text(1)));
        return new StoredHoldings
        {
            Account = account,
            Version = row.Number(3),
            PositionsAsOf = row.MomentOrNull(4) is { } received ? new AsOf(received, row.MomentOrNull(5)) : null,
            StaleSince = row.MomentOrNull(6),
            Problem = (BrokerageErrorCode?)row.NumberOrNull(7),
            Balance = row.TextOrNull(8) is { } balance ? HoldingsCodec.DecodeBalance(balance, account) : null,
        };
    }
}
