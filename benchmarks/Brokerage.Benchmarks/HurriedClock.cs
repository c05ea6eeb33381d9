namespace Brokerage.Benchmarks;

/// <summary>A clock that can be told that a second has passed: rate gates let through in a row what they would spread over minutes.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private long _ahead;

    public override long TimestampFrequency => System.TimestampFrequency;

    public void HurryOn() => Interlocked.Increment(ref _ahead);

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow().AddSeconds(Volatile.Read(ref _ahead));

    public override long GetTimestamp() => System.GetTimestamp() + (Volatile.Read(ref _ahead) * TimestampFrequency);
}
