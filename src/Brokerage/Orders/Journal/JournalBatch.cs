namespace Brokerage;

/// <summary>Lines that are written, and where one of them needs it synced, together. Filled under the journal's lock.</summary>
internal sealed class JournalBatch
{
    private TaskCompletionSource? _told;

    /// <summary>Each with the entry that readers are told of once it is committed; null for one that they know already.</summary>
    public List<(byte[] Bytes, JournalEntry? Withheld)> Lines { get; } = [];

    public bool IsEmpty => Lines.Count == 0;

    /// <summary>Whether one of them must be on the disk.</summary>
    public bool IsDurable { get; private set; }

    /// <summary>Why they could not be written; null while nobody tried, and where it was done.</summary>
    public Exception? Failure { get; set; }

    /// <summary>Adds a line.</summary>
    public void Add(byte[] line, bool isDurable, JournalEntry? withheld)
    {
        Lines.Add((line, withheld));
        IsDurable |= isDurable;
    }

    /// <summary>What to wait for until the lines are committed. Asked for under the journal's lock, before they are.</summary>
    public Task CommittedAsync() => (_told ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Wakes those who wait.</summary>
    public void Tell(Exception? failure)
    {
        if (failure is null) _told?.TrySetResult();
        else _told?.TrySetException(failure);
    }
}
