using Microsoft.Extensions.Logging;

namespace Brokerage;

/// <summary>
/// The one open connection behind all leases of a <see cref="ConnectionId"/>. Connects once however many ask at the same time, and again
/// before the time that the broker sets, as long as a lease is out.
/// </summary>
internal sealed class LiveConnection : IAsyncDisposable
{
    private static readonly TimeSpan RetryKeepAliveAfter = TimeSpan.FromSeconds(30);

    // Timers take no more than some weeks, and a machine that slept for days should not trust its own.
    private static readonly TimeSpan LongestKeepAlive = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _life = new();
    private readonly ITimer _keepAlive;
    private TaskCompletionSource<ConnectionStatus>? _connecting;
    private ConnectionStatus? _status;
    private long _era, _eraOfConnecting;
    private bool _disposed;

    public LiveConnection(IBrokerageConnection inner, TimeProvider time, ILogger logger)
    {
        Inner = inner;
        _time = time;
        _logger = logger;
        _keepAlive = time.CreateTimer(static state => ((LiveConnection)state!).KeepAlive(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public IBrokerageConnection Inner { get; }

    /// <summary>How many leases are out; guarded by the slot that owns this connection.</summary>
    public int Leases { get; set; }

    /// <summary>
    /// The next use connects again, since something showed that the session may be gone. What is connecting at this moment counts as from before.
    /// </summary>
    public void ConnectAgain()
    {
        lock (_gate)
        {
            _status = null;
            _era++;
        }
    }

    /// <summary>Connects as a caller asks for it, whatever is known, and lets the keep-alive follow what is said.</summary>
    public async Task<ConnectionStatus> ConnectNowAsync(CancellationToken cancellationToken)
    {
        long era;
        lock (_gate) era = _era;
        var status = await Inner.ConnectAsync(cancellationToken).ConfigureAwait(false);
        Remember(status, era);
        return status;
    }

    /// <summary>Disconnects; the next use connects again.</summary>
    public async Task DisconnectAsync(bool logOut, CancellationToken cancellationToken)
    {
        ConnectAgain();
        try
        {
            await Inner.DisconnectAsync(logOut, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Whoever has connected meanwhile was disconnected too.
            ConnectAgain();
        }
    }

    /// <summary>Connects unless that was done and still holds; says how the connection stands.</summary>
    public Task<ConnectionStatus> EnsureConnectedAsync(CancellationToken cancellationToken)
    {
        TaskCompletionSource<ConnectionStatus> connecting;
        Task? before;
        long era;
        lock (_gate)
        {
            if (_status is { } status && status.State.CanRead() && !(status.CallConnectBy <= _time.GetUtcNow()))
                return Task.FromResult(status);
            era = _era;
            before = _connecting?.Task;
            if (_connecting is { } running && _eraOfConnecting == era)
                return running.Task.WaitAsync(cancellationToken);
            connecting = _connecting = new TaskCompletionSource<ConnectionStatus>(TaskCreationOptions.RunContinuationsAsynchronously);
            _eraOfConnecting = era;
        }

        _ = ConnectAsync(before, connecting, era);
        return connecting.Task.WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
        }

        await _life.CancelAsync().ConfigureAwait(false);
        await _keepAlive.DisposeAsync().ConfigureAwait(false);
        _life.Dispose();
        try
        {
            await Inner.DisposeAsync().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // A connection that is being thrown away cannot fail anybody any more.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ConnectionLog.DisposeFailed(_logger, Inner.Connection.Value, exception);
        }
    }

    // Runs for all who wait, so it ends with this connection and not with the first caller who loses patience.
    private async Task ConnectAsync(Task? before, TaskCompletionSource<ConnectionStatus> waiting, long era)
    {
        if (before is not null) await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            // Whoever comes meanwhile waits for this too, so it does not wait behind others because work in the background asked first.
            ConnectionStatus status;
            using (BrokerageCall.At(CallPriority.Interactive)) status = await Inner.ConnectAsync(_life.Token).ConfigureAwait(false);
            ConnectionLog.Connected(_logger, Inner.Connection.Value, Inner.Broker.Value, status.State);
            Remember(status, era);
            Finish(waiting).SetResult(status);
        }
#pragma warning disable CA1031 // Handed to those who wait, whatever it is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            Doubt();
            Finish(waiting).SetException(exception);
            _ = waiting.Task.Exception;
        }
    }

    private TaskCompletionSource<ConnectionStatus> Finish(TaskCompletionSource<ConnectionStatus> waiting)
    {
        lock (_gate)
        {
            if (_connecting == waiting)
                _connecting = null;
        }

        return waiting;
    }

    private void Remember(ConnectionStatus status, long era)
    {
        lock (_gate)
        {
            if (_disposed || era != _era)
                return;
            _status = status;
            Schedule(status.CallConnectBy);
        }
    }

    // As after ConnectAgain, but who is connecting now connects for all.
    private void Doubt()
    {
        lock (_gate)
            _status = null;
    }

    private void Schedule(DateTimeOffset? by)
    {
        if (by is not { } due)
            return;
        // Early by a fifth, so that a slow answer still arrives in time.
        var wait = (due - _time.GetUtcNow()) * 0.8;
        _keepAlive.Change(wait > LongestKeepAlive ? LongestKeepAlive : wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void KeepAlive() => _ = KeepAliveAsync();

    private async Task KeepAliveAsync()
    {
        // Whoever comes next connects, and that arms the timer again: the last fifth of the session is nobody's.
        Doubt();
        if (Leases == 0)
            return;
        try
        {
            await EnsureConnectedAsync(CancellationToken.None).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody waits for a keep-alive; the next use tells its caller what is wrong.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            ConnectionLog.KeepAliveFailed(_logger, Inner.Connection.Value, exception);
            lock (_gate)
            {
                if (!_disposed)
                    _keepAlive.Change(RetryKeepAliveAfter, Timeout.InfiniteTimeSpan);
            }
        }
    }
}
