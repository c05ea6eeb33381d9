using Microsoft.Extensions.Logging;

namespace Brokerage;

/// <summary>
/// Looks for orders whose outcome is not known, until it is: several looks, the later ones beyond the broker's visibility delay. One per
/// live connection, and as long as that lives.
/// </summary>
internal sealed class OrderResolver(
    ITrading trading, WishBook book, OrderClaims claims, WishesUnderWay underWay, OrderJournalOptions options, TimeProvider time, ILogger logger)
    : IWorkWithoutLease, IAsyncDisposable
{
    // Brokers tell their delay for orders alone; a cancel that is on its way may take as long to show.
    private static readonly TimeSpan CancelVisibilityDelay = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _following = new(StringComparer.Ordinal);
    private readonly HashSet<string> _askedAgain = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _life = new();

    public bool IsAtWork
    {
        get
        {
            lock (_gate) return _following.Count > 0;
        }
    }

    /// <summary>Looks for a wish in the background, once however often it is asked. The task ends when the looking has.</summary>
    public Task FollowAsync(JournalEntry entry)
    {
        lock (_gate)
        {
            if (_life.IsCancellationRequested) return Task.CompletedTask;
            if (_following.TryGetValue(entry.Key, out var running))
            {
                _askedAgain.Add(entry.Key);
                return running;
            }

            var following = Task.Run(() => SearchAsync(entry, _life.Token));
            _following.Add(entry.Key, following);
            return following;
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task[] running;
        lock (_gate)
        {
            _life.Cancel();
            running = [.. _following.Values];
        }

        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _life.Dispose();
    }

    private async Task SearchAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        var isOver = false;
        try
        {
            await LookUntilOverAsync(entry, cancellationToken).ConfigureAwait(false);
            isOver = true;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            OrderLog.StillUnknown(logger, entry.Key);
        }
#pragma warning disable CA1031 // Nobody waits for it: the entry stays Unknown, and the next start looks again.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            OrderLog.ResolverFailed(logger, entry.Key, exception);
        }
        finally
        {
            if (!isOver) End(entry.Key);
        }
    }

    // Until it is settled or only a person can settle it, and nobody has asked again meanwhile: it may have been sent, and lost, once more.
    private async Task LookUntilOverAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        var search = SearchFor(entry);
        var wasBeingSent = false;
        while (true)
        {
            TimeSpan pause;
            try
            {
                var stored = await book.FindAsync(entry.Key, cancellationToken).ConfigureAwait(false);
                if (stored is null || !JournalLifecycle.IsUnsettled(stored.State))
                {
                    // Another channel was faster.
                    if (TryEnd(entry.Key)) return;
                    continue;
                }

                // What was learnt of one attempt says nothing about the next.
                if (stored.Version != search.Version || wasBeingSent) search = SearchFor(stored);
                var isBeingSent = wasBeingSent = !underWay.IsUnknown(stored);
                if (!isBeingSent && !await LookAsync(stored, search, cancellationToken).ConfigureAwait(false))
                {
                    if (TryEnd(entry.Key)) return;
                    search = SearchFor(stored);
                    continue;
                }

                pause = isBeingSent ? options.FirstPause : search.NextPause();
            }
            catch (IOException exception)
            {
                pause = AfterFault(search, exception);
            }

            await Task.Delay(pause, time, cancellationToken).ConfigureAwait(false);
        }
    }

    // The entry of one whose end could not be written is dated when its sending began, and it may have left at any time since: only what is seen from
    // now on proves anything.
    private Search SearchFor(JournalEntry stored) =>
        new(stored.State == JournalState.Sending ? stored with { ChangedAt = book.Now } : stored, options, time);

    // The journal's store may be well again a moment later, and the order is still lost.
    private TimeSpan AfterFault(Search search, IOException fault)
    {
        OrderLog.JournalFailed(logger, search.Key, fault);
        if (search.IsLongUnanswered()) OrderLog.NeedsPerson(logger, search.Key, "the journal cannot be read or written: " + fault.Message);
        return search.NextPause();
    }

    /// <returns>False where it was asked for again, which then is no longer noted.</returns>
    private bool TryEnd(string key)
    {
        lock (_gate) return !_askedAgain.Remove(key) && _following.Remove(key);
    }

    private void End(string key)
    {
        lock (_gate)
        {
            _following.Remove(key);
            _askedAgain.Remove(key);
        }
    }

    /// <returns>True if another look is due.</returns>
    private async Task<bool> LookAsync(JournalEntry stored, Search search, CancellationToken cancellationToken)
    {
        try
        {
            return stored.Cancel is { } order
                ? await LookForCancelAsync(stored, order, search, cancellationToken).ConfigureAwait(false)
                : await LookForOrderAsync(stored, search, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException exception)
        {
            OrderLog.LookFailed(logger, search.Key, exception.Error.Code);
            if (!QueueErrors.MayPass(exception.Error)) return GoesOn(search, exception.Message);

            // A broker that cannot be asked for hours is asked again when it is back.
            if (search.IsLongUnanswered()) OrderLog.NeedsPerson(logger, search.Key, "the broker has not answered for long: " + exception.Message);
            return true;
        }
    }

    private bool GoesOn(Search search, string reason)
    {
        if (!search.IsOver) return true;

        OrderLog.NeedsPerson(logger, search.Key, reason);
        return false;
    }

    private async Task<bool> LookForOrderAsync(JournalEntry stored, Search search, CancellationToken cancellationToken)
    {
        var lookedAt = search.Now;
        var sighting = await trading.FindAsync(stored.Order!, cancellationToken).ConfigureAwait(false);
        if (sighting is not Sighting.Found early || search.Proves(early, lookedAt))
            sighting = await claims.WeighAsync(stored.Order!, sighting, cancellationToken).ConfigureAwait(false);

        switch (sighting)
        {
            case Sighting.Found found when search.Proves(found, lookedAt):
                return await SettleAsync(
                    stored, JournalState.Placed, entry => entry with { Orders = OrderClaims.Acks(found.Orders, stored.Intent!.ClientOrderId), Error = null })
                    .ConfigureAwait(false);

            case Sighting.Ambiguous ambiguous:
                search.Error = JournalErrors.Ambiguous(stored, ambiguous.Candidates.Count);
                break;

            case Sighting.NotSeen notSeen when search.Misses(notSeen, lookedAt):
                return await SettleAsync(stored, JournalState.NotArrived).ConfigureAwait(false);
        }

        return GoesOn(search, search.Error?.Message ?? "nothing was found, and nothing proves that it is not there");
    }

    private async Task<bool> LookForCancelAsync(JournalEntry stored, OrderRef order, Search search, CancellationToken cancellationToken)
    {
        var lookedAt = search.Now;
        var seen = await trading.GetOrderAsync(order, cancellationToken).ConfigureAwait(false);
        var arrived = seen.IsFinal || seen.State.Value == OrderState.PendingCancel;
        if (!arrived && !search.MissesCancel(lookedAt)) return GoesOn(search, "the order shows nothing of the cancel");

        return await SettleAsync(stored, arrived ? JournalState.Placed : JournalState.NotArrived).ConfigureAwait(false);
    }

    // Only what was looked for: meanwhile it may have been settled, and sent again. True if another look is due.
    private async Task<bool> SettleAsync(JournalEntry stored, JournalState to, Func<JournalEntry, JournalEntry>? change = null)
    {
        var after = await book.SettleAsync(stored.Key, to, change, entry => entry.Version == stored.Version).ConfigureAwait(false);
        if (after.Version == stored.Version + 1 && after.State == to) OrderLog.Resolved(logger, stored.Key, to);
        return JournalLifecycle.IsUnsettled(after.State);
    }

    /// <summary>
    /// One search: how many looks have missed, and how long to wait for the next. It goes by what has elapsed: a clock that is set, or a machine that
    /// slept, neither ends it nor proves anything.
    /// </summary>
    private sealed class Search(JournalEntry entry, OrderJournalOptions options, TimeProvider time)
    {
        private readonly DateTimeOffset _beganAt = time.GetUtcNow();
        private readonly long _began = time.GetTimestamp();
        private long _since = time.GetTimestamp();
        private bool _isTold;
        private TimeSpan _pause = options.FirstPause;
        private TimeSpan _delay;
        private int _misses;

        public string Key => entry.Key;

        /// <summary>Which state of the wish it is about.</summary>
        public long Version => entry.Version;

        public BrokerageError? Error { get; set; }

        /// <summary>The present, by the clock as it was when the search began.</summary>
        public DateTimeOffset Now => _beganAt + time.GetElapsedTime(_began);

        /// <summary>True once the broker could be asked for long enough.</summary>
        public bool IsOver => time.GetElapsedTime(_since) >= options.LookFor;

        /// <summary>Notes a look that was not answered, whose time does not count; true, once, when that goes on for too long.</summary>
        public bool IsLongUnanswered()
        {
            _since = time.GetTimestamp();
            if (_isTold || time.GetElapsedTime(_began) < options.LookFor) return false;
            return _isTold = true;
        }

        /// <summary>Whether what was found is the order; where its terms alone tell, another that fits may still show up.</summary>
        public bool Proves(Sighting.Found found, DateTimeOffset lookedAt)
        {
            _delay = found.VisibilityDelay;
            return found.IsProof(entry.ChangedAt, lookedAt);
        }

        /// <summary>
        /// Counts a look that saw nothing; true once enough of them prove that there is nothing. What was sent just before a look may not be
        /// visible yet, however long the look took: such a look proves nothing.
        /// </summary>
        public bool Misses(Sighting.NotSeen seen, DateTimeOffset lookedAt)
        {
            _delay = seen.VisibilityDelay;
            return seen.IsProof(entry.ChangedAt, lookedAt) && ++_misses >= options.LooksToProveAbsence;
        }

        public bool MissesCancel(DateTimeOffset lookedAt)
        {
            _delay = CancelVisibilityDelay;
            return lookedAt - entry.ChangedAt >= CancelVisibilityDelay && ++_misses >= options.LooksToProveAbsence;
        }

        public TimeSpan NextPause()
        {
            var untilVisible = entry.ChangedAt + _delay - Now;
            var pause = _pause > untilVisible ? _pause : untilVisible;
            _pause = Shorter(_pause * 2);
            return Shorter(pause);
        }

        private TimeSpan Shorter(TimeSpan pause) => pause < options.LongestPause ? pause : options.LongestPause;
    }
}
