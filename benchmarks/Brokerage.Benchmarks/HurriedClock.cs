namespace Brokerage.Benchmarks;

/// <summary>A clock that can be told that a second has passed: rate gates let through in a row what they would spread over minutes.</summary>
/// <param name="start">When it is now; null for the system's own time.</param>
internal sealed class HurriedClock(DateTimeOffset? start = null) : TimeProvider
{
    private readonly TimeSpan _offset = start is { } at ? at - System.GetUtcNow() : TimeSpan.Zero;
    private long _ahead;

    public override long TimestampFrequency => System.TimestampFrequency;

    public void HurryOn() => Interlocked.Increment(ref _ahead);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + _offset + TimeSpan.FromSeconds(Volatile.Read(ref _ahead));

    public override long GetTimestamp() => System.GetTimestamp() + (Volatile.Read(ref _ahead) * TimestampFrequency);
}
