using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Brokerage;

/// <summary>One entry as a line: 16 hexadecimal digits of the JSON's SHA-256, a blank, the JSON, a line feed.</summary>
internal static class JournalLine
{
    private const int ChecksumLength = 16;

    internal static byte[] Write(JournalEntry entry)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(JournalRecord.Of(entry), JournalJson.Default.JournalRecord);
        var line = new byte[ChecksumLength + 1 + json.Length + 1];
        Checksum(json, line);
        line[ChecksumLength] = (byte)' ';
        json.CopyTo(line, ChecksumLength + 1);
        line[^1] = (byte)'\n';
        return line;
    }

    internal static bool TryRead(ReadOnlySpan<byte> line, [NotNullWhen(true)] out JournalEntry? entry)
    {
        entry = null;
        if (line.Length < ChecksumLength + 3 || line[^1] != '\n' || line[ChecksumLength] != ' ') return false;

        var json = line[(ChecksumLength + 1)..^1];
        Span<byte> checksum = stackalloc byte[ChecksumLength];
        Checksum(json, checksum);
        if (!checksum.SequenceEqual(line[..ChecksumLength])) return false;

        // The checksum fits: whatever cannot be read now was written by a later version, or not by us.
        var record = JsonSerializer.Deserialize(json, JournalJson.Default.JournalRecord)
            ?? throw new InvalidDataException("A line of the journal holds nothing.");
        entry = record.ToEntry();
        return true;
    }

    private static void Checksum(ReadOnlySpan<byte> json, Span<byte> text)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(json, hash);
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash[..(ChecksumLength / 2)]), text);
    }
}
