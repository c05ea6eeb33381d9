namespace Brokerage;

/// <summary>
/// The reading that an account is judged by, made once for all who ask at the same time. Guarded by the account's lock, so that what a new
/// reading settles and the reading itself change together.
/// </summary>
internal sealed class SharedReading(
    RiskLimitOptions limits, TimeProvider time, AccountRisk account, TaskCreationOptions waking, Lock gate, Action<long> settle)
{
    private List<TaskCompletionSource<RiskReading>>? _waiting;
    private long _runningSince, _readSince;

    /// <summary>The last one that arrived; under the lock.</summary>
    public RiskReading? Last { get; private set; }

    /// <summary>The reading to judge by: the last one, unless it is too old or began too early; then a new one, shared by all who wait.</summary>
    public async ValueTask<RiskReading> ReadAsync(long notBefore, RiskReader reader, AccountRef at, CancellationToken cancellationToken = default)
    {
        lock (gate)
        {
            if (Last is { } young && _readSince >= notBefore && IsYoung(young)) return young;
        }

        var asked = account.Now();
        while (true)
        {
            // One for each who waits, so that none of them is woken on another's account.
            var mine = new TaskCompletionSource<RiskReading>(waking);
            bool isFirst;
            long since;
            lock (gate)
            {
                isFirst = _waiting is null;
                if (isFirst) (_waiting, _runningSince) = ([], account.Now());
                _waiting!.Add(mine);
                since = _runningSince;
            }

            // It runs for all who wait, so no single caller's patience ends it.
            if (isFirst) _ = RunAsync(reader, at);
            var reading = await mine.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
            // One that was under way already may be as old by now as one that may not be used any more.
            if (since >= notBefore && (since >= asked || IsYoung(reading))) return reading;
        }
    }

    private async Task RunAsync(RiskReader reader, AccountRef at)
    {
        RiskReading reading;
        try
        {
            reading = await reader.ReadAsync(at, account).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Handed to those who wait, whatever it is.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            foreach (var waiter in TakeWaiting(null))
            {
                waiter.SetException(exception);
                _ = waiter.Task.Exception;
            }

            return;
        }

        foreach (var waiter in TakeWaiting(reading)) waiter.SetResult(reading);
    }

    private List<TaskCompletionSource<RiskReading>> TakeWaiting(RiskReading? reading)
    {
        lock (gate)
        {
            var waiting = _waiting!;
            _waiting = null;
            if (reading is null) return waiting;
            (Last, _readSince) = (reading, _runningSince);
            settle(reading.Began);
            return waiting;
        }
    }

    private bool IsYoung(RiskReading reading) =>
        limits.MaxReadingAge > TimeSpan.Zero && time.GetElapsedTime(reading.At) <= limits.MaxReadingAge;
}
