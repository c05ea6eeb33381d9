namespace Brokerage.Transport;

/// <summary>A random source that several threads may use.</summary>
internal sealed class LockedRandom(Random random)
{
    private readonly Lock _lock = new();

    /// <summary>At least 0, less than 1.</summary>
    public double NextDouble()
    {
        lock (_lock) return random.NextDouble();
    }
}
