using Microsoft.Extensions.Logging;

namespace Brokerage;

/// <summary>
/// Looks for orders whose outcome is not known, until it is: several looks, the later ones beyond the broker's visibility delay. One per
/// live connection, and as long as that lives.
/// </summary>
internal sealed class OrderResolver(
    ITrading trading, WishBook book, OrderJournalOptions options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    // Brokers tell their delay for orders alone; a cancel that is on its way may take as long to show.
    private static readonly TimeSpan CancelVisibilityDelay = TimeSpan.FromSeconds(10);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Task> _following = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _life = new();

    /// <summary>Looks for a wish in the background, once however often it is asked. The task ends when the looking has.</summary>
    public Task FollowAsync(JournalEntry entry)
    {
        lock (_gate)
        {
            if (_life.IsCancellationRequested) return Task.CompletedTask;
            if (_following.TryGetValue(entry.Key, out var running)) return running;

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
        try
        {
            var search = new Search(entry, options, time);
            while (await LookAsync(search, cancellationToken).ConfigureAwait(false))
            {
                await Task.Delay(search.NextPause(), time, cancellationToken).ConfigureAwait(false);
            }
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
            lock (_gate) _following.Remove(entry.Key);
        }
    }

    /// <returns>True if another look is due.</returns>
    private async Task<bool> LookAsync(Search search, CancellationToken cancellationToken)
    {
        var stored = await book.FindAsync(search.Key, cancellationToken).ConfigureAwait(false);
        if (stored is null || !JournalLifecycle.IsUnsettled(stored.State)) return false; // another channel was faster

        try
        {
            return stored.Cancel is { } order
                ? await LookForCancelAsync(stored.Key, order, search, cancellationToken).ConfigureAwait(false)
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
        switch (await trading.FindAsync(stored.Order!, cancellationToken).ConfigureAwait(false))
        {
            case Sighting.Found found when search.Proves(found, lookedAt):
                await book.SettleAsync(stored.Key, JournalState.Placed, entry => entry with { Orders = Acks(found.Orders), Error = null })
                    .ConfigureAwait(false);
                OrderLog.Resolved(logger, stored.Key, JournalState.Placed);
                return false;

            case Sighting.Ambiguous ambiguous:
                search.Error = JournalErrors.Ambiguous(stored, ambiguous.Candidates.Count);
                break;

            case Sighting.NotSeen notSeen when search.Misses(notSeen, lookedAt):
                await book.SettleAsync(stored.Key, JournalState.NotArrived).ConfigureAwait(false);
                OrderLog.Resolved(logger, stored.Key, JournalState.NotArrived);
                return false;
        }

        return GoesOn(search, search.Error?.Message ?? "nothing was found, and nothing proves that it is not there");
    }

    private async Task<bool> LookForCancelAsync(string key, OrderRef order, Search search, CancellationToken cancellationToken)
    {
        var lookedAt = search.Now;
        var seen = await trading.GetOrderAsync(order, cancellationToken).ConfigureAwait(false);
        var arrived = seen.IsFinal || seen.State.Value == OrderState.PendingCancel;
        if (!arrived && !search.MissesCancel(lookedAt)) return GoesOn(search, "the order shows nothing of the cancel");

        await book.SettleAsync(key, arrived ? JournalState.Placed : JournalState.NotArrived).ConfigureAwait(false);
        return false;
    }

    internal static IReadOnlyList<OrderAck> Acks(IReadOnlyList<Order> orders) => [.. orders.Select(order => new OrderAck(order.Role, order.Ref.Order))];

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
