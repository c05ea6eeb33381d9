using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Brokerage;

/// <summary>
/// The queue is a state in the journal. What is due goes the way of every order, so that no rule about sending stands here a second time.
/// </summary>
internal sealed class OrderQueue(
    IOrderService orders,
    ConnectionManager connections,
    IOrderJournal journal,
    IOptions<OrderQueueOptions> options,
    TimeProvider time,
    ILoggerFactory? loggers = null)
    : IOrderQueue, IDisposable
{
    // Suspended machines and corrected clocks: never sleep longer than this.
    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    private readonly ILogger _logger = (loggers ?? NullLoggerFactory.Instance).CreateLogger("Brokerage.Orders.Queue");
    private readonly WishBook _book = new(journal, time);
    private readonly QueueHours _hours = new(options.Value);
    private readonly SemaphoreSlim _turn = new(1, 1);
    private TaskCompletionSource _wake = NewWake();

    public async Task<QueuedOrder> QueueAsync(OrderIntent intent, DateTimeOffset? expiresAt = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(intent);
        var opens = _hours.NextOpen(intent, time.GetUtcNow());
        var expires = expiresAt?.ToUniversalTime() ?? _hours.NextClose(intent, opens);
        if (expires <= opens) throw new ArgumentException($"It would end at {expires:u}, before the open at {opens:u}.", nameof(expiresAt));

        var entry = await _book.QueueAsync(new JournalQueue(intent, opens, expires), cancellationToken).ConfigureAwait(false);
        if (entry.Queue is null || !string.Equals(OrderCodec.Hash(entry.Intent!), OrderCodec.Hash(intent), StringComparison.Ordinal))
            throw new BrokerageException(JournalErrors.Conflict(intent));

        Volatile.Read(ref _wake).TrySetResult();
        return QueuedOrder.Of(entry)!;
    }

    public async Task<IReadOnlyList<QueuedOrder>> ListAsync(AccountRef? account = null, CancellationToken cancellationToken = default) =>
        [.. (await journal.ListQueuedAsync(account, cancellationToken).ConfigureAwait(false)).Select(entry => QueuedOrder.Of(entry)!)];

    public async Task<QueuedOrder?> FindAsync(ClientOrderId wish, CancellationToken cancellationToken = default) =>
        QueuedOrder.Of(await journal.FindAsync(JournalEntry.KeyOf(wish), cancellationToken).ConfigureAwait(false));

    public async Task<bool> WithdrawAsync(ClientOrderId wish, CancellationToken cancellationToken = default)
    {
        var key = JournalEntry.KeyOf(wish);
        if (await FindAsync(wish, cancellationToken).ConfigureAwait(false) is null) throw new ArgumentException($"'{wish}' was not queued.", nameof(wish));
        return (await _book.SettleAsync(key, JournalState.Withdrawn).ConfigureAwait(false)).State == JournalState.Withdrawn;
    }

    public async Task<IReadOnlyList<QueuedOrder>> ReleaseDueAsync(CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var waiting = await journal.ListQueuedAsync(account: null, cancellationToken).ConfigureAwait(false);
            // Side by side: at the open everything is due at once, and one slow broker must not hold up the others.
            var after = await Task.WhenAll(waiting.Select(entry => LookAsync(entry, cancellationToken))).ConfigureAwait(false);
            return [.. after.OfType<QueuedOrder>()];
        }
        finally
        {
            _turn.Release();
        }
    }

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        while (true)
        {
            var wake = Volatile.Read(ref _wake);
            await ReleaseDueAsync(cancellationToken).ConfigureAwait(false);
            if (!wake.Task.IsCompleted) await SleepAsync(wake.Task, cancellationToken).ConfigureAwait(false);
            if (wake.Task.IsCompleted) Interlocked.CompareExchange(ref _wake, NewWake(), wake);
        }
    }

    public void Dispose() => _turn.Dispose();

    /// <returns>Null if nothing has changed.</returns>
    private async Task<QueuedOrder?> LookAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            await StepAsync(entry, time.GetUtcNow(), cancellationToken).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // One wish that cannot be looked at must not hold up everybody else's.
        catch (Exception failure) when (failure is not IOException && !cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            QueueLog.LookFailed(_logger, entry.Key, failure);
        }

        var after = await journal.FindAsync(entry.Key, CancellationToken.None).ConfigureAwait(false);
        return after!.Version == entry.Version ? null : QueuedOrder.Of(after);
    }

    private async Task StepAsync(JournalEntry entry, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (JournalLifecycle.IsUnsettled(entry.State)) await AskAsync(entry, cancellationToken).ConfigureAwait(false);
        else if (now >= entry.Queue!.ExpiresAt) await _book.SettleAsync(entry.Key, JournalState.Expired).ConfigureAwait(false);
        else if (await IsDueAsync(entry, now).ConfigureAwait(false)) await SendAsync(entry, cancellationToken).ConfigureAwait(false);
    }

    private async Task<bool> IsDueAsync(JournalEntry entry, DateTimeOffset now)
    {
        BrokerageError refusal;
        try
        {
            return _hours.IsDue(entry.Queue!, now) && now >= _hours.NextAttempt(entry);
        }
        catch (BrokerageException unknown)
        {
            // The application that queued it knew a calendar; the one that runs now knows none.
            refusal = unknown.Error;
        }
        catch (ArgumentException misuse)
        {
            refusal = QueueErrors.Misused(entry.Queue!.Intent, misuse);
        }

        QueueLog.NotSent(_logger, entry.Key, refusal.Code);
        await _book.RefuseQueuedAsync(entry.Key, refusal).ConfigureAwait(false);
        return false;
    }

    // An earlier run may have died while it sent this: a connection that is open looks for it. Submitting it once more would wait for the proof that
    // it never arrived and then send it, whatever its time. Once that is proven it goes the way of all, which asks for its time first.
    private async Task AskAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        try
        {
            var lease = await connections.TryLeaseAsync(entry.Account.Connection, cancellationToken).ConfigureAwait(false);
            if (lease is not null) await lease.DisposeAsync().ConfigureAwait(false);
        }
        catch (BrokerageException failure)
        {
            QueueLog.NotAsked(_logger, entry.Key, failure.Error.Code);
        }
    }

    private async Task SendAsync(JournalEntry entry, CancellationToken cancellationToken)
    {
        BrokerageError? refusal;
        try
        {
            var prepared = await orders.PrepareAsync(entry.Queue!.Intent, withPreview: false, cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
            // Not cancellable: a shutdown in this moment must not count as the end of the wish.
            refusal = await orders.SubmitAsync(prepared, CancellationToken.None).ConfigureAwait(false) switch
            {
                SubmitResult.Rejected rejected => rejected.Error,
                SubmitResult.NeedsConfirmation => QueueErrors.NobodyToAsk(entry.Queue!.Intent),
                _ => null,
            };
        }
        catch (BrokerageException failure)
        {
            refusal = failure.Error;
        }
        catch (ArgumentException misuse)
        {
            // The connection of this name is to another broker by now.
            refusal = QueueErrors.Misused(entry.Queue!.Intent, misuse);
        }

        if (refusal is null) return;

        QueueLog.NotSent(_logger, entry.Key, refusal.Code);
        if (!QueueErrors.MayPass(refusal)) await _book.RefuseQueuedAsync(entry.Key, refusal).ConfigureAwait(false);
    }

    private async Task SleepAsync(Task wake, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var until = now + LongestSleep;
        foreach (var entry in await journal.ListQueuedAsync(account: null, cancellationToken).ConfigureAwait(false))
        {
            var look = NextLook(entry, now);
            if (look < until) until = look;
        }

        try
        {
            await wake.WaitAsync(until > now ? until - now : TimeSpan.Zero, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // Something may be due.
        }
    }

    private DateTimeOffset NextLook(JournalEntry entry, DateTimeOffset now)
    {
        try
        {
            return JournalLifecycle.IsUnsettled(entry.State) ? now + options.Value.RetryAfter : _hours.NextLook(entry, now);
        }
#pragma warning disable CA1031 // The look itself says what is wrong with it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return now + options.Value.RetryAfter;
        }
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
