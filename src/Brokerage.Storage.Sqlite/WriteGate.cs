using System.Collections.Concurrent;

namespace Brokerage.Storage.Sqlite;

/// <summary>
/// Who writes to a database in this process. SQLite lets one write at a time and has the others look again now and then, which starves those who
/// look at the wrong moment; here they stand in line. Between processes SQLite's own lock decides.
/// </summary>
internal static class WriteGate
{
    // One for each file that was ever opened: few, and small.
    private static readonly ConcurrentDictionary<string, Lock> Gates = new(StringComparer.Ordinal);

    public static Lock Of(string path) => Gates.GetOrAdd(Path.GetFullPath(path), static _ => new Lock());
}
