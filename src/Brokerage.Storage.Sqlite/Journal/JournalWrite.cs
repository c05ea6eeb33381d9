namespace Brokerage.Storage.Sqlite;

/// <summary>One entry on its way into the database.</summary>
internal sealed class JournalWrite(JournalEntry entry)
{
    private TaskCompletionSource<bool>? _told;

    public JournalEntry Entry { get; } = entry;

    // Made before anybody waits for the database.
    public byte[] Data { get; } = JournalCodec.Encode(entry);

    /// <summary>Whether its version was the next one.</summary>
    public bool IsTaken { get; set; }

    /// <summary>What a caller waits for who does not write it.</summary>
    public Task<bool> WaitAsync() => (_told = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Wakes who waits.</summary>
    public void Tell(IOException? failure)
    {
        if (failure is null) _told?.TrySetResult(IsTaken);
        else _told?.TrySetException(failure);
    }
}
