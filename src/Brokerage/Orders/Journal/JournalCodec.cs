using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Brokerage;

/// <summary>
/// The only stored form of journal entries, for those who write an <see cref="IOrderJournal"/>: a checksum and JSON, without a line feed in
/// it. Every later version reads what this one wrote. What of an entry a store has to find again stands in <see cref="JournalEntry"/> itself.
/// </summary>
public static class JournalCodec
{
    // 16 hexadecimal digits of the JSON's SHA-256, a blank, the JSON.
    private const int ChecksumLength = 16;
    private const int HeadLength = ChecksumLength + 1;

    /// <summary>The bytes of an entry.</summary>
    public static byte[] Encode(JournalEntry entry) => Encode(entry, spare: 0);

    /// <summary>Reads an entry.</summary>
    /// <exception cref="FormatException">The bytes are damaged, or of a later version.</exception>
    public static JournalEntry Decode(ReadOnlySpan<byte> data) =>
        IsWhole(data) ? Read(data) : throw new FormatException("The journal's entry is damaged.");

    /// <summary>The bytes of an entry with room for others behind them.</summary>
    internal static byte[] Encode(JournalEntry entry, int spare)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var json = JsonSerializer.SerializeToUtf8Bytes(JournalRecord.Of(entry), JournalJson.Default.JournalRecord);
        var data = new byte[HeadLength + json.Length + spare];
        Checksum(json, data);
        data[ChecksumLength] = (byte)' ';
        json.CopyTo(data, HeadLength);
        return data;
    }

    /// <summary>Whether the bytes are what was once written.</summary>
    internal static bool IsWhole(ReadOnlySpan<byte> data)
    {
        if (data.Length <= HeadLength || data[ChecksumLength] != ' ') return false;

        Span<byte> checksum = stackalloc byte[ChecksumLength];
        Checksum(data[HeadLength..], checksum);
        return checksum.SequenceEqual(data[..ChecksumLength]);
    }

    /// <summary>Reads what is whole: what cannot be read now was written by a later version, or not by us.</summary>
    internal static JournalEntry Read(ReadOnlySpan<byte> data)
    {
        try
        {
            var record = JsonSerializer.Deserialize(data[HeadLength..], JournalJson.Default.JournalRecord);
            return record?.ToEntry() ?? throw new FormatException("The journal's entry holds nothing.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new FormatException("The journal's entry cannot be read by this version.", exception);
        }
    }

    private static void Checksum(ReadOnlySpan<byte> json, Span<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(json, hash);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash[..(ChecksumLength / 2)]), text);
    }
}
