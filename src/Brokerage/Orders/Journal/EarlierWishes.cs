namespace Brokerage;

/// <summary>
/// What an earlier run of the program left open on a connection: looked for before the account may place anything else.
/// </summary>
internal sealed class EarlierWishes(
    ConnectionId connection, WishBook book, OrderResolver resolver, WishesUnderWay underWay, OrderJournalOptions options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _looking = new(StringComparer.Ordinal);
    private Task? _read;

    /// <summary>Reads what is open, once; whatever a crash left half-way gets the state that it proves.</summary>
    public Task ReadAsync(CancellationToken cancellationToken)
    {
        Task read;
        lock (_gate)
        {
            if (_read is null or { IsFaulted: true } or { IsCanceled: true }) _read = ReadOnceAsync();
            read = _read;
        }

        return read.WaitAsync(cancellationToken);
    }

    /// <summary>
    /// A wish of the account from an earlier run whose outcome is still not known, after some patience; null if there is none. The one that asks is
    /// waited for like the others, but stands in its own way no longer: its entry says whether it may be sent.
    /// </summary>
    public async Task<JournalEntry?> FindUnsettledAsync(AccountRef account, string asks, CancellationToken cancellationToken)
    {
        await ReadAsync(cancellationToken).ConfigureAwait(false);
        KeyValuePair<string, Task>[] looking;
        lock (_gate)
        {
            if (_looking.Count == 0) return null;
            looking = [.. _looking];
        }

        var unsettled = await FirstOfAsync(account, looking, except: null, cancellationToken).ConfigureAwait(false);
        if (unsettled is null) return null;

        var patience = Task.Delay(options.WaitForEarlierOrders, time, cancellationToken);
        await Task.WhenAny(Task.WhenAll(looking.Select(pair => pair.Value)), patience).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return await FirstOfAsync(account, looking, except: asks, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JournalEntry?> FirstOfAsync(
        AccountRef account, KeyValuePair<string, Task>[] looking, string? except, CancellationToken cancellationToken)
    {
        foreach (var (key, _) in looking)
        {
            var entry = await book.FindAsync(key, cancellationToken).ConfigureAwait(false);
            if (entry is null || !JournalLifecycle.IsUnsettled(entry.State))
            {
                lock (_gate) _looking.Remove(key);
                continue;
            }

            // A cancel without outcome risks nothing that a new order would make worse.
            if (entry.Account == account && entry.Order is not null && !string.Equals(key, except, StringComparison.Ordinal)) return entry;
        }

        return null;
    }

    private async Task ReadOnceAsync()
    {
        foreach (var entry in await book.ListOpenAsync(account: null, CancellationToken.None).ConfigureAwait(false))
        {
            if (entry.Account.Connection != connection) continue;

            var now = entry.State switch
            {
                // Nothing leaves before Sending is on the disk.
                JournalState.Recorded => await book.SettleAsync(entry.Key, JournalState.Rejected).ConfigureAwait(false),
                JournalState.AwaitingAnswer => await book.SettleAsync(entry.Key, JournalState.Lapsed).ConfigureAwait(false),
                JournalState.Sending => await book.SettleAsync(
                    entry.Key, JournalState.Unknown, stored => stored with { Error = JournalErrors.OwnerDied(stored) }, underWay.IsUnknown).ConfigureAwait(false),
                _ => entry,
            };
            if (!JournalLifecycle.IsUnsettled(now.State)) continue;

            var looking = resolver.FollowAsync(now);
            // A connection that was removed a moment ago may be sending it still, in this very process: nobody died, and nobody has to wait. But
            // should its answer be lost, it is this connection that looks.
            if (!underWay.IsUnknown(now)) continue;

            lock (_gate) _looking[now.Key] = looking;
        }
    }
}
