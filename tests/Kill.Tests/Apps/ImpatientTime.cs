using System.Collections.Concurrent;

namespace Brokerage.Kill.Tests.Apps;

/// <summary>The system's clock, on which one kind of wait, known by its length, can be ended at once: nobody waits out a time-out.</summary>
internal sealed class ImpatientTime(TimeSpan length) : TimeProvider
{
    private readonly ConcurrentDictionary<Wait, bool> _running = new();

    /// <summary>Ends those waits that are running.</summary>
    public void Expire()
    {
        foreach (var wait in _running.Keys) wait.End();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new Wait(this, callback, state, dueTime, period);

    private sealed class Wait : ITimer
    {
        private readonly ImpatientTime _time;
        private readonly TimerCallback _callback;
        private readonly object? _state;
        private readonly ITimer _timer;

        public Wait(ImpatientTime time, TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            (_time, _callback, _state) = (time, callback, state);
            _timer = TimeProvider.System.CreateTimer(callback, state, dueTime, period);
            Note(dueTime);
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Note(dueTime);
            return _timer.Change(dueTime, period);
        }

        public void End()
        {
            if (_time._running.TryRemove(this, out _)) _callback(_state);
        }

        public void Dispose()
        {
            _time._running.TryRemove(this, out _);
            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Note(TimeSpan dueTime)
        {
            if (dueTime == _time.Length) _time._running.TryAdd(this, true);
            else _time._running.TryRemove(this, out _);
        }
    }

    private TimeSpan Length => length;
}
