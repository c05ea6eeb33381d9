namespace Brokerage;

/// <summary>The file of a journal: reads it whole once, then appends.</summary>
internal sealed class JournalFile : IDisposable
{
    private readonly FileStream _stream;

    private JournalFile(FileStream stream) => _stream = stream;

    internal static JournalFile Open(string path, Action<JournalEntry> found)
    {
        var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read, bufferSize: 0);
        try
        {
            var committed = ReadAll(stream, found);
            if (committed < stream.Length)
            {
                stream.SetLength(committed);
                stream.Flush(flushToDisk: true);
            }

            stream.Position = committed;
            return new JournalFile(stream);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    public void Dispose() => _stream.Dispose();

    internal void Append(ReadOnlySpan<byte> line) => _stream.Write(line);

    internal void Sync() => _stream.Flush(flushToDisk: true);

    /// <returns>Where the committed lines end.</returns>
    private static long ReadAll(FileStream stream, Action<JournalEntry> found)
    {
        using var buffered = new BufferedStream(stream, 1 << 16);
        using var line = new MemoryStream();
        long end = 0;
        for (var number = 1; ReadLine(buffered, line); number++)
        {
            if (JournalLine.TryRead(line.GetBuffer().AsSpan(0, (int)line.Length), out var entry))
            {
                found(entry);
                end += line.Length;
                continue;
            }

            if (ReadLine(buffered, new MemoryStream())) throw new InvalidDataException($"The journal's line {number} is damaged.");
            return end; // the last line, which a crash cut off
        }

        return end;
    }

    // With its line feed; the last one may lack it. False at the end of the file.
    private static bool ReadLine(Stream stream, MemoryStream line)
    {
        line.SetLength(0);
        int next;
        while ((next = stream.ReadByte()) >= 0)
        {
            line.WriteByte((byte)next);
            if (next == '\n') return true;
        }

        return line.Length > 0;
    }
}
