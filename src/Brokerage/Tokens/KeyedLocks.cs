namespace Brokerage;

/// <summary>One lock for each key, in this process; what nobody holds or waits for takes no room.</summary>
internal sealed class KeyedLocks
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Gate> _gates = new(StringComparer.Ordinal);

    public async ValueTask<IAsyncDisposable> LockAsync(string key, CancellationToken cancellationToken = default)
    {
        var gate = Enter(key);
        try
        {
            await gate.Semaphore.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave(key, gate);
            throw;
        }

        return new Held(this, key, gate);
    }

    private Gate Enter(string key)
    {
        lock (_lock)
        {
            if (!_gates.TryGetValue(key, out Gate? gate)) _gates.Add(key, gate = new Gate());
            gate.Users++;
            return gate;
        }
    }

    private void Leave(string key, Gate gate)
    {
        lock (_lock)
        {
            if (--gate.Users > 0) return;
            _gates.Remove(key);
        }

        gate.Semaphore.Dispose();
    }

    private sealed class Gate
    {
        public SemaphoreSlim Semaphore { get; } = new(1, 1);

        public int Users { get; set; }
    }

    private sealed class Held(KeyedLocks owner, string key, Gate gate) : IAsyncDisposable
    {
        private int _isReleased;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _isReleased, 1) != 0) return default;
            gate.Semaphore.Release();
            owner.Leave(key, gate);
            return default;
        }
    }
}
