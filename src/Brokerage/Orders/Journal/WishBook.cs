namespace Brokerage;

/// <summary>
/// Moves wishes through their states in the journal. Every step is a compare-and-set. Settling keeps to <see cref="JournalLifecycle"/>; who begins an
/// attempt, asks a question or repeats a cancel has asked before whether the wish may go.
/// </summary>
internal sealed class WishBook(IOrderJournal journal, TimeProvider time)
{
    /// <summary>The time by which entries are dated.</summary>
    public DateTimeOffset Now => time.GetUtcNow();

    public ValueTask<JournalEntry?> FindAsync(string key, CancellationToken cancellationToken) => journal.FindAsync(key, cancellationToken);

    public ValueTask<JournalEntry?> FindByOrderAsync(OrderRef order, CancellationToken cancellationToken) =>
        journal.FindByOrderAsync(order, cancellationToken);

    public ValueTask<IReadOnlyList<JournalEntry>> ListOpenAsync(AccountRef? account, CancellationToken cancellationToken) =>
        journal.ListOpenAsync(account, cancellationToken);

    /// <summary>The entry that says that an order is about to be sent.</summary>
    public JournalEntry Sending(PreparedOrder order, JournalEntry? before) =>
        Next(JournalEntry.KeyOf(order.Intent.ClientOrderId), before, JournalState.Sending) with { Order = order, Queue = before?.Queue };

    /// <summary>Writes an entry down; on the disk when it returns. False if somebody else was faster.</summary>
    public ValueTask<bool> TryWriteAsync(JournalEntry entry, CancellationToken cancellationToken) => journal.TryWriteAsync(entry, cancellationToken);

    /// <summary>Writes down that a wish waits for an open; on the disk when it returns. What the journal holds already is returned instead.</summary>
    public async ValueTask<JournalEntry> QueueAsync(JournalQueue queue, CancellationToken cancellationToken)
    {
        var key = JournalEntry.KeyOf(queue.Intent.ClientOrderId);
        while (true)
        {
            if (await journal.FindAsync(key, cancellationToken).ConfigureAwait(false) is { } before) return before;

            var now = time.GetUtcNow();
            var entry = new JournalEntry { Key = key, Version = 1, State = JournalState.Queued, Queue = queue, RecordedAt = now, ChangedAt = now };
            if (await journal.TryWriteAsync(entry, cancellationToken).ConfigureAwait(false)) return entry;
        }
    }

    /// <summary>
    /// Writes down that a queued wish was refused before it left. Whatever else has happened to it stands: only what waits, was asked about, or never
    /// arrived is known not to be on its way.
    /// </summary>
    public async ValueTask RefuseQueuedAsync(string key, BrokerageError error)
    {
        while (await journal.FindAsync(key, CancellationToken.None).ConfigureAwait(false) is
            { State: JournalState.Queued or JournalState.NotArrived or JournalState.AwaitingAnswer or JournalState.Lapsed } stored)
        {
            var next = stored with { State = JournalState.Rejected, Error = error, Version = stored.Version + 1, ChangedAt = time.GetUtcNow() };
            if (await journal.TryWriteAsync(next, CancellationToken.None).ConfigureAwait(false)) return;
        }
    }

    /// <summary>True where the journal answers for the wish, so that no guard has a say in it any more: it may have arrived, or never will.</summary>
    public static bool IsAnswered(JournalState state) =>
        state is JournalState.Placed or JournalState.Withdrawn or JournalState.Expired || JournalLifecycle.IsUnsettled(state);

    /// <summary>True where the journal answers for the wish already.</summary>
    public async ValueTask<bool> IsAnsweredAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
        await journal.FindAsync(JournalEntry.KeyOf(order.Intent.ClientOrderId), cancellationToken).ConfigureAwait(false) is { } entry
        && IsAnswered(entry.State);

    /// <summary>What the journal answers to a wish that was submitted before; null where it may be sent.</summary>
    public async ValueTask<SubmitResult?> AnswerAsync(OrderIntent intent, CancellationToken cancellationToken) =>
        await journal.FindAsync(JournalEntry.KeyOf(intent.ClientOrderId), cancellationToken).ConfigureAwait(false) is { } entry && IsAnswered(entry.State)
            ? JournalAnswer.Of(entry, intent)
            : null;

    /// <summary>
    /// What to tell of a wish that is not sent now. That proves nothing about an earlier time: only where the journal knows that it was not sent
    /// then is it a rejection, and where the journal cannot be read nobody knows.
    /// </summary>
    public async ValueTask<SubmitResult> RefuseAsync(PreparedOrder order, BrokerageError reason)
    {
        try
        {
            return await AnswerAsync(order.Intent, CancellationToken.None).ConfigureAwait(false) ?? new SubmitResult.Rejected(reason);
        }
        catch (IOException)
        {
            return new SubmitResult.OutcomeUnknown(order, JournalErrors.NotRead(order.Intent));
        }
    }

    /// <summary>Writes down that a guard asks a question about an order that has not left. False if the journal answers for the wish already.</summary>
    public async ValueTask<bool> AskAsync(PreparedOrder order, CancellationToken cancellationToken = default)
    {
        var key = JournalEntry.KeyOf(order.Intent.ClientOrderId);
        while (true)
        {
            var before = await journal.FindAsync(key, cancellationToken).ConfigureAwait(false);
            // Another wish under the same id is a conflict, and the journal says so.
            if (before is not null && (IsAnswered(before.State) || !IsSame(before, order))) return false;

            var entry = Next(key, before, JournalState.AwaitingAnswer) with { Order = order, Queue = before?.Queue };
            if (await journal.TryWriteAsync(entry, cancellationToken).ConfigureAwait(false)) return true;
        }
    }

    private JournalEntry Next(string key, JournalEntry? before, JournalState state)
    {
        var now = time.GetUtcNow();
        return new JournalEntry { Key = key, Version = (before?.Version ?? 0) + 1, State = state, RecordedAt = before?.RecordedAt ?? now, ChangedAt = now };
    }

    private static bool IsSame(JournalEntry before, PreparedOrder order) => before.Intent is { } intent && JournalAnswer.IsSame(intent, order.Intent);

    /// <summary>Writes down that a cancel is about to be sent. Repeating a cancel is safe, so any earlier one gives way.</summary>
    public async ValueTask<JournalEntry> BeginCancelAsync(OrderRef order, CancellationToken cancellationToken)
    {
        var key = JournalEntry.KeyOf(order);
        while (true)
        {
            var before = await journal.FindAsync(key, cancellationToken).ConfigureAwait(false);
            var entry = Next(key, before, JournalState.Sending) with { Cancel = order };
            if (await journal.TryWriteAsync(entry, cancellationToken).ConfigureAwait(false)) return entry;
        }
    }

    /// <summary>
    /// Takes a wish to another state, unless it is there already, the table forbids it, or it is not what was meant. One that is placed and lacks its
    /// order is not there yet.
    /// </summary>
    /// <returns>The entry as it stands afterwards.</returns>
    public async ValueTask<JournalEntry> SettleAsync(
        string key, JournalState to, Func<JournalEntry, JournalEntry>? change = null, Func<JournalEntry, bool>? when = null)
    {
        while (true)
        {
            // Not cancellable: an outcome that is known is written down, whoever has stopped waiting for it.
            var stored = await journal.FindAsync(key, CancellationToken.None).ConfigureAwait(false)
                ?? throw new InvalidOperationException($"The journal has lost '{key}'.");
            var isNamed = stored.LacksOrder && to == JournalState.Placed;
            if (!(isNamed || JournalLifecycle.Allows(stored.State, to)) || when?.Invoke(stored) == false) return stored;

            var next = (change?.Invoke(stored) ?? stored) with { State = to, Version = stored.Version + 1, ChangedAt = time.GetUtcNow() };
            if (await journal.TryWriteAsync(next, CancellationToken.None).ConfigureAwait(false)) return next;
        }
    }
}
