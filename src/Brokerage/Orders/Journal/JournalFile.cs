namespace Brokerage;

/// <summary>The file of a journal: reads it whole once, then appends.</summary>
internal sealed class JournalFile : IDisposable
{
    private const int BufferSize = 1 << 16;
    private readonly FileStream _stream;

    private JournalFile(FileStream stream) => _stream = stream;

    /// <summary>The file, for one owner.</summary>
    internal static FileStream OpenStream(string path) => new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, BufferSize);

    /// <summary>Reads the file; it is closed where it cannot be read.</summary>
    internal static JournalFile Open(FileStream stream, Action<JournalEntry> found)
    {
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

    /// <summary>Hands what was appended to the operating system, and with <paramref name="toDisk"/> waits until the disk has it.</summary>
    internal void Flush(bool toDisk) => _stream.Flush(toDisk);

    /// <returns>Where the committed lines end.</returns>
    private static long ReadAll(FileStream stream, Action<JournalEntry> found)
    {
        using var line = new MemoryStream();
        long end = 0;
        for (var number = 1; ReadLine(stream, line); number++)
        {
            if (Read(line, number) is { } entry)
            {
                found(entry);
                end += line.Length;
                continue;
            }

            if (ReadLine(stream, new MemoryStream())) throw new InvalidDataException($"The journal's line {number} is damaged.");
            return end; // the last line, which a crash cut off
        }

        return end;
    }

    /// <returns>Null where the line is not what was once written.</returns>
    private static JournalEntry? Read(MemoryStream line, int number)
    {
        try
        {
            return JournalLine.TryRead(line.GetBuffer().AsSpan(0, (int)line.Length), out var entry) ? entry : null;
        }
        catch (FormatException exception)
        {
            throw new InvalidDataException($"The journal's line {number} cannot be read by this version.", exception);
        }
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
