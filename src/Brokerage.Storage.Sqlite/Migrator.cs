using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Brokerage.Storage.Sqlite;

/// <summary>Brings a database's tables up to date. The numbered scripts are in this package; what was run is in the database.</summary>
internal static class Migrator
{
    private static readonly IReadOnlyList<(int Number, string Sql)> Migrations = ReadAll();

    private const string Table = "CREATE TABLE IF NOT EXISTS brokerage_migrations (number INTEGER NOT NULL PRIMARY KEY, run_at TEXT NOT NULL)";

    /// <exception cref="ArgumentOutOfRangeException">This version knows of no such migration.</exception>
    public static string ScriptAfter(int migration)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(migration);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(migration, Migrations[^1].Number);
        return string.Join('\n', Migrations.Where(step => step.Number > migration).Select(step => string.Create(
            CultureInfo.InvariantCulture,
            $"-- {step.Number:D4}\n{step.Sql}\nINSERT INTO brokerage_migrations (number, run_at) VALUES ({step.Number}, strftime('%Y-%m-%dT%H:%M:%fZ', 'now'));\n")).Prepend(Table + ";\n"));
    }

    public static void Run(SqliteConnection connection, TimeProvider time)
    {
        // The right to write is the lock: of two processes that start at once the second finds everything done.
        using var transaction = connection.BeginTransaction(deferred: false);
        var statements = new Statements(connection, transaction);
        statements.Execute(Table);
        var last = statements.Query("SELECT coalesce(max(number), 0) FROM brokerage_migrations", row => row.Number(0))[0];
        if (last > Migrations[^1].Number)
            throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"The database is at migration {last}; this version knows up to {Migrations[^1].Number}. Use a later version of the package."));
        foreach (var (number, sql) in Migrations.Where(migration => migration.Number > last))
        {
            statements.Execute(sql);
            statements.Execute("INSERT INTO brokerage_migrations (number, run_at) VALUES ($1, $2)", number, Row.Time(time.GetUtcNow()));
        }

        transaction.Commit();
    }

    private static List<(int Number, string Sql)> ReadAll()
    {
        var assembly = typeof(Migrator).Assembly;
        return
        [
            .. assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                using var reader = new StreamReader(stream);
                return (int.Parse(name.AsSpan(0, 4), NumberStyles.None, CultureInfo.InvariantCulture), reader.ReadToEnd());
            }),
        ];
    }
}
