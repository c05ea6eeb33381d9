using System.Collections.Concurrent;

namespace Brokerage.Transport;

/// <summary>Time limits of attempts, reused: on the system's clock a limit that did not strike serves the next attempt.</summary>
internal sealed class AttemptTimers(TimeProvider time)
{
    private const int MaxKept = 256;

    private readonly ConcurrentQueue<CancellationTokenSource> _kept = new();
    private readonly bool _isSystem = time == TimeProvider.System;

    public CancellationTokenSource Rent(TimeSpan limit)
    {
        if (!_isSystem || !_kept.TryDequeue(out CancellationTokenSource? source)) return new CancellationTokenSource(limit, time);
        source.CancelAfter(limit);
        return source;
    }

    public void Return(CancellationTokenSource source)
    {
        if (_isSystem && _kept.Count < MaxKept && source.TryReset()) _kept.Enqueue(source);
        else source.Dispose();
    }
}
