using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Brokerage.Storage.Sqlite;

/// <summary>The row that is being read, by the place of its columns.</summary>
internal sealed class Row(SqliteDataReader reader)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fffffff'Z'";

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture);

    public static string? Time(DateTimeOffset? time) => time is { } known ? Time(known) : null;

    /// <summary>Text, to the last digit: SQLite's REAL is no decimal.</summary>
    public static string Number(decimal number) => number.ToString(CultureInfo.InvariantCulture);

    public static string? Number(decimal? number) => number is { } known ? Number(known) : null;

    public string Text(int column) => reader.GetString(column);

    public string? TextOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public long Number(int column) => reader.GetInt64(column);

    public int? NumberOrNull(int column) => reader.IsDBNull(column) ? null : reader.GetInt32(column);

    public decimal Decimal(int column) => decimal.Parse(Text(column), NumberStyles.Number, CultureInfo.InvariantCulture);

    public decimal? DecimalOrNull(int column) => reader.IsDBNull(column) ? null : Decimal(column);

    public bool Flag(int column) => reader.GetInt64(column) != 0;

    public byte[] Bytes(int column) => reader.GetFieldValue<byte[]>(column);

    public DateTimeOffset Moment(int column) => Parse(Text(column));

    public DateTimeOffset? MomentOrNull(int column) => TextOrNull(column) is { } text ? Parse(text) : null;

    private static DateTimeOffset Parse(string text) =>
        DateTimeOffset.ParseExact(text, TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
}
