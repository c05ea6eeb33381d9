namespace Host;

/// <summary>The clock of the host and of its simulated brokers: the machine's own, until somebody lets the hours pass.</summary>
internal sealed class SampleClock : TimeProvider
{
    private long _ahead;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _ahead));

    /// <summary>It is this time now, if it was not later already.</summary>
    public void GoTo(DateTimeOffset time) => Interlocked.Add(ref _ahead, Math.Max(0, (time - GetUtcNow()).Ticks));
}
