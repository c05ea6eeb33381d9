namespace Brokerage.Transport;

/// <summary>
/// Watches one connection by the clock: cuts it when nothing has come for too long, and sends heartbeats. Time that we spend on a message,
/// or wait for a slow reader, does not count against the line.
/// </summary>
internal sealed class SocketWatch : IDisposable
{
    private readonly TimeProvider _time;
    private readonly TimeSpan _stallAfter;
    private readonly Action _stalled;
    private readonly ITimer _timer;
    private readonly ITimer? _heartbeat;
    private long _lastHeard;
    private volatile bool _isBusy;

    public SocketWatch(TimeProvider time, TimeSpan stallAfter, Action stalled, TimeSpan? heartbeatEvery, Action beat)
    {
        (_time, _stallAfter, _stalled) = (time, stallAfter, stalled);
        _lastHeard = time.GetTimestamp();
        _timer = time.CreateTimer(static state => ((SocketWatch)state!).Look(), this, stallAfter, Timeout.InfiniteTimeSpan);
        if (heartbeatEvery is { } every) _heartbeat = time.CreateTimer(_ => beat(), null, every, every);
    }

    public void Heard() => Volatile.Write(ref _lastHeard, _time.GetTimestamp());

    public void Busy(bool isBusy)
    {
        Heard();
        _isBusy = isBusy;
    }

    public void Dispose()
    {
        _timer.Dispose();
        _heartbeat?.Dispose();
    }

    private void Look()
    {
        TimeSpan quiet = _isBusy ? TimeSpan.Zero : _time.GetElapsedTime(Volatile.Read(ref _lastHeard));
        if (quiet >= _stallAfter) _stalled();
        else _timer.Change(_stallAfter - quiet, Timeout.InfiniteTimeSpan);
    }
}
