namespace Brokerage.Storage.Sqlite;

/// <summary>Which notices were given.</summary>
internal sealed class SqliteNoticeStore(SqliteStorage storage) : INoticeStore
{
    public ValueTask<bool> WasGivenAsync(string notice, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(notice);
        cancellationToken.ThrowIfCancellationRequested();
        return new(storage.Read(sql => sql.Query("SELECT 1 FROM notices WHERE id = $1", static _ => true, notice)).Count > 0);
    }

    public ValueTask AddAsync(string notice, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(notice);
        cancellationToken.ThrowIfCancellationRequested();
        storage.Write(sql => sql.Execute("INSERT INTO notices (id, until) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET until = excluded.until", notice, Row.Time(until)));
        return default;
    }

    public ValueTask DeleteEndedAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        storage.Write(sql => sql.Execute("DELETE FROM notices WHERE until <= $1", Row.Time(now)));
        return default;
    }
}
