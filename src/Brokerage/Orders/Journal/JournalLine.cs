using System.Diagnostics.CodeAnalysis;

namespace Brokerage;

/// <summary>One entry as a line of a file.</summary>
internal static class JournalLine
{
    internal static byte[] Write(JournalEntry entry)
    {
        var line = JournalCodec.Encode(entry, spare: 1);
        line[^1] = (byte)'\n';
        return line;
    }

    /// <returns>False where the line is not what was once written.</returns>
    /// <exception cref="FormatException">It is, but this version cannot read it.</exception>
    internal static bool TryRead(ReadOnlySpan<byte> line, [NotNullWhen(true)] out JournalEntry? entry)
    {
        var isWhole = line.Length > 0 && line[^1] == '\n' && JournalCodec.IsWhole(line[..^1]);
        entry = isWhole ? JournalCodec.Read(line[..^1]) : null;
        return isWhole;
    }
}
