using Microsoft.Extensions.Logging;

namespace Brokerage;

/// <summary>
/// Tells all followers of a connection what happens there: one enumeration of its stream, and readings where that is missing or down.
/// Holds a lease as long as it runs.
/// </summary>
internal sealed class OrderFeed(
    ConnectionId connection, ConnectionManager connections, OrderTrackerOptions options, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    // Clocks differ, and what happened just before a line fell may not have come through.
    private static readonly TimeSpan Overlap = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly List<OrderFollower> _followers = [];
    private readonly CancellationTokenSource _life = new();
    private TaskCompletionSource _wake = NewWake();
    private Task _running = Task.CompletedTask;
    private volatile bool _isLive;
    private DateTimeOffset? _toldUntil;

    /// <summary>Begins; <paramref name="ended"/> is told why, should it end by itself.</summary>
    public void Start(Action<OrderFeed, Exception> ended) => _running = Task.Run(() => RunAsync(ended));

    public void Add(OrderFollower follower)
    {
        lock (_gate) _followers.Add(follower);
        Wake();
    }

    /// <returns>True if nobody is left.</returns>
    public bool Remove(OrderFollower follower)
    {
        lock (_gate)
        {
            _followers.Remove(follower);
            return _followers.Count == 0;
        }
    }

    public void Fail(Exception reason)
    {
        foreach (var follower in Followers()) follower.Fail(reason);
    }

    /// <summary>Ends the work, and waits until nothing of it runs.</summary>
    public async ValueTask DisposeAsync()
    {
        await _life.CancelAsync().ConfigureAwait(false);
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _life.Dispose();
    }

    private async Task RunAsync(Action<OrderFeed, Exception> ended)
    {
        using var scope = BrokerageCall.At(CallPriority.Background);
        try
        {
            while (true)
            {
                if (await TryLeaseAsync().ConfigureAwait(false) is { } lease)
                {
                    await using (lease.ConfigureAwait(false)) await FollowAsync(lease).ConfigureAwait(false);
                    return;
                }

                await Task.Delay(options.PollEvery, time, _life.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_life.IsCancellationRequested)
        {
            // Nobody follows any more.
        }
#pragma warning disable CA1031 // Handed to those who follow, whatever it is.
        catch (Exception reason)
#pragma warning restore CA1031
        {
            ended(this, reason);
        }
    }

    /// <returns>Null if it is worth another try.</returns>
    private async Task<ConnectionLease?> TryLeaseAsync()
    {
        try
        {
            return await connections.TryLeaseAsync(connection, _life.Token).ConfigureAwait(false) ?? throw Gone();
        }
        catch (BrokerageException failure) when (!NeedsPerson(failure.Error))
        {
            TrackerLog.ReadFailed(logger, connection, failure.Error.Code);
            return null;
        }
    }

    private async Task FollowAsync(ConnectionLease lease)
    {
        var trading = lease.Trading ?? throw new BrokerageException(
            new BrokerageError(BrokerageErrorCode.FeatureNotSupported, lease.Broker, $"'{lease.Broker}' has no orders to follow."));
        using var end = CancellationTokenSource.CreateLinkedTokenSource(_life.Token);
        var listening = lease.Streaming is { } streaming ? ListenAsync(streaming, end.Token) : Task.CompletedTask;
        try
        {
            while (true)
            {
                var wake = _wake.Task;
                await ReadAsync(trading, end.Token).ConfigureAwait(false);
                if (connections.Find(connection) is null) throw Gone();
                if (wake.IsCompleted) lock (_gate) _wake = NewWake();
                else await SleepAsync(wake, end.Token).ConfigureAwait(false);
            }
        }
        finally
        {
            await end.CancelAsync().ConfigureAwait(false);
            await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _isLive = false;
        }
    }

    private async Task ListenAsync(IStreaming streaming, CancellationToken cancellationToken)
    {
        while (true)
        {
            var began = time.GetUtcNow();
            try
            {
                await foreach (var item in streaming.OrdersAsync(since: _toldUntil - Overlap, cancellationToken: cancellationToken).ConfigureAwait(false)) Hear(item);
            }
#pragma warning disable CA1031 // Asking goes on, and says what a person must do; the stream is tried again.
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                TrackerLog.StreamFailed(logger, connection, failure);
            }

            // What happened while it was live was told.
            Lose();
            _toldUntil ??= began;
            await Task.Delay(options.RetryStreamAfter, time, cancellationToken).ConfigureAwait(false);
        }
    }

    private void Hear(StreamItem<OrderEvent> item)
    {
        if (item.TryGetValue(out var told))
        {
            foreach (var follower in Followers()) follower.Hear(OrderTelling.OfStream(told, item.IsPolled));
            Wake();
        }
        else if (item.Signal is StreamSignal.Connecting or StreamSignal.Gap)
        {
            Lose();
            // The stream itself knows better: it was lost some time before it could say so.
            if (item.GapFrom < _toldUntil) _toldUntil = item.GapFrom;
        }
        else if (item.Signal == StreamSignal.Live && !_isLive)
        {
            _isLive = true;
            // Once more after the last asking, whatever the stream's own snapshot held.
            foreach (var follower in Followers()) follower.Doubt();
            Wake();
        }
    }

    private void Lose()
    {
        if (!_isLive) return;
        _isLive = false;
        _toldUntil = time.GetUtcNow();
        Wake();
    }

    private async Task ReadAsync(ITrading trading, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        var due = Followers().SelectMany(follower => follower.Due(_isLive, now)).Distinct().ToList();
        foreach (var order in due) await ReadAsync(trading, order, cancellationToken).ConfigureAwait(false);
        foreach (var follower in Followers()) follower.TryFinish(now);
    }

    private async Task ReadAsync(ITrading trading, OrderRef order, CancellationToken cancellationToken)
    {
        var readers = Followers().Where(follower => follower.Follows(order)).Select(follower => (Follower: follower, follower.Heard)).ToList();
        try
        {
            var read = await trading.GetOrderAsync(order, cancellationToken).ConfigureAwait(false);
            foreach (var (follower, heard) in readers) follower.Read(read, heard);
        }
        catch (Exception failure) when (failure is ArgumentException or OverflowException or BrokerageException { Code: BrokerageErrorCode.AccountNotFound })
        {
            // A wrong reference is its followers' alone, and so are figures that nothing can be made of.
            foreach (var (follower, _) in readers) follower.Fail(failure);
        }
        catch (BrokerageException failure) when (!NeedsPerson(failure.Error))
        {
            TrackerLog.ReadFailed(logger, connection, failure.Error.Code);
            if (failure.Error is { IsTransient: true } or { Effect: Effect.Unknown }) return;
            foreach (var (follower, _) in readers)
            {
                follower.Miss(order.Order);
                if (follower.IsNew && follower.Root == order) follower.Fail(failure);
            }
        }
    }

    private async Task SleepAsync(Task wake, CancellationToken cancellationToken)
    {
        try
        {
            await wake.WaitAsync(options.PollEvery, time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The next look is due.
        }
    }

    // What may pass is asked again; and what is only about one order, or says nothing about who has to act, must not end those who follow others.
    private static bool NeedsPerson(BrokerageError error) => !error.IsTransient
        && (error.Recovery is RecoveryAction.Reauthenticate or RecoveryAction.TakeOverSession or RecoveryAction.TellOperator
            || error.Code is BrokerageErrorCode.FeatureNotSupported or BrokerageErrorCode.AccountNotFound);

    private BrokerageException Gone() => new(ConnectionErrors.NotKnown(
        connection, Followers() is [var follower, ..] ? follower.Root.Account.Broker : BrokerId.Parse("unknown")));

    private OrderFollower[] Followers()
    {
        lock (_gate) return [.. _followers];
    }

    private void Wake()
    {
        lock (_gate) _wake.TrySetResult();
    }

    private static TaskCompletionSource NewWake() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
