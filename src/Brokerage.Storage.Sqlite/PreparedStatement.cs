using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Brokerage.Storage.Sqlite;

/// <summary>A statement that is compiled once and run often, by one thread at a time. Values are parameters, named by their place.</summary>
internal sealed class PreparedStatement : IDisposable
{
    private readonly SqliteCommand _command;

    public PreparedStatement(SqliteConnection connection, string sql, int parameters = 0, SqliteTransaction? transaction = null)
    {
        _command = connection.CreateCommand();
        _command.CommandText = sql;
        _command.Transaction = transaction;
        for (var i = 1; i <= parameters; i++)
            _command.Parameters.Add(new SqliteParameter { ParameterName = string.Create(CultureInfo.InvariantCulture, $"${i}") });
    }

    public void Dispose() => _command.Dispose();

    /// <returns>How many rows were changed.</returns>
    public int Execute(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>The blobs in the first column.</summary>
    public List<byte[]> ReadAll(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        using var reader = _command.ExecuteReader();
        var blobs = new List<byte[]>();
        while (reader.Read()) blobs.Add(reader.GetFieldValue<byte[]>(0));
        return blobs;
    }

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++) _command.Parameters[i].Value = values[i] ?? DBNull.Value;
    }
}
