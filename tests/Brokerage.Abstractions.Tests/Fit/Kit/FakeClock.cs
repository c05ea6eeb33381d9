namespace Brokerage.Fit.Kit;

/// <summary>A clock that moves only when a test moves it.</summary>
internal sealed class FakeClock(DateTimeOffset start) : TimeProvider
{
    private long _ticks = start.UtcTicks;

    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

    public void Advance(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);

    public void MoveTo(DateTimeOffset instant) => Interlocked.Exchange(ref _ticks, instant.UtcTicks);

    /// <summary>A plain Friday afternoon in New York: 2026-03-20 14:30 there.</summary>
    public static FakeClock Friday() => new(new DateTimeOffset(2026, 3, 20, 18, 30, 0, TimeSpan.Zero));
}
