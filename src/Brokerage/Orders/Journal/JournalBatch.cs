namespace Brokerage;

/// <summary>Lines that are written, and where one of them needs it synced, together. Filled under the journal's lock.</summary>
internal sealed class JournalBatch
{
    private TaskCompletionSource? _told;

    public List<byte[]> Lines { get; } = [];

    public bool IsEmpty => Lines.Count == 0;

    /// <summary>Whether one of them must be on the disk.</summary>
    public bool IsDurable { get; private set; }

    /// <summary>Why they could not be written; null while nobody tried, and where it was done.</summary>
    public Exception? Failure { get; set; }

    public static TaskCompletionSource NewCompletion() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Adds a line.</summary>
    /// <returns>What to wait for until it is on the disk; completed for who need not wait, or writes the batch.</returns>
    public Task AddAsync(byte[] line, bool isDurable, bool isFirst)
    {
        Lines.Add(line);
        IsDurable |= isDurable;
        return isDurable && !isFirst ? (_told ??= NewCompletion()).Task : Task.CompletedTask;
    }

    /// <summary>Wakes those who wait.</summary>
    public void Tell(Exception? failure)
    {
        if (failure is null) _told?.TrySetResult();
        else _told?.TrySetException(failure);
    }
}
