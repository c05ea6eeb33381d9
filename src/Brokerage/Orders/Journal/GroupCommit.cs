namespace Brokerage;

/// <summary>
/// Whose turn it is to write a journal. Who finds it idle writes on their own thread, once, their own entry among what is there. Whatever came meanwhile
/// is the pool's, so that nobody is kept from going on by what others write; and while several write it is the pool's from the beginning, behind those
/// whom the last commit has woken, so that the first of them does not have the next one for itself. All that comes while a commit runs shares the next.
/// </summary>
/// <remarks>Called under the journal's lock, but for <see cref="Handover"/>. The source is part of every package that keeps a journal on a disk.</remarks>
/// <param name="writeOnce">Writes what is waiting and reports it with <see cref="End"/>; called on the pool, outside of the lock. True where more has come.</param>
internal sealed class GroupCommit(Func<bool> writeOnce)
{
    private bool _isWriting, _isShared;
    private TaskCompletionSource? _idle;

    /// <summary>Something is to be written.</summary>
    /// <returns>True where the caller writes it, and hands over what is left; false where the pool does.</returns>
    public bool TryBegin()
    {
        var isIdle = !_isWriting;
        _isWriting = true;
        if (isIdle && _isShared) Handover();
        return isIdle && !_isShared;
    }

    /// <summary>What was taken is committed, or has failed.</summary>
    /// <param name="count">How many entries it were.</param>
    /// <param name="hasMore">Whether others wait already.</param>
    /// <returns>The same.</returns>
    public bool End(int count, bool hasMore)
    {
        _isShared = count > 1;
        _isWriting = hasMore;
        if (!hasMore) _idle?.TrySetResult();
        return hasMore;
    }

    /// <summary>Ends when nothing is written any more. Asked for once nothing more is let in.</summary>
    public Task IdleAsync() => _isWriting ? (_idle ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task : Task.CompletedTask;

    /// <summary>The pool writes what is left.</summary>
    public void Handover() => ThreadPool.UnsafeQueueUserWorkItem(static turns => turns.WriteRest(), this, preferLocal: false);

    private void WriteRest()
    {
        while (writeOnce())
        {
        }
    }
}
