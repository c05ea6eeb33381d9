namespace Brokerage.Transport;

/// <summary>How often and how patiently the pipeline tries. What may be tried again at all follows from the operation class alone.</summary>
public sealed record ResilienceOptions
{
    /// <summary>Attempts of a read or a session call, the first included.</summary>
    public int ReadAttempts { get; init; } = 4;

    /// <summary>Attempts of a cancel, the first included.</summary>
    public int CancelAttempts { get; init; } = 3;

    /// <summary>Attempts of a placement, the first included; a further one only after one that provably never left.</summary>
    public int PlacementAttempts { get; init; } = 3;

    /// <summary>The first pause between attempts; it doubles, and each is drawn at random between zero and its length (full jitter).</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause between attempts.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long somebody who waits for an answer waits for a rate permit.</summary>
    public TimeSpan GatePatience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long background work waits for a rate permit.</summary>
    public TimeSpan BackgroundGatePatience { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How many may wait for rate permits of one environment; more are refused at once.</summary>
    public int MaxQueued { get; init; } = 10_000;

    /// <summary>The part of recent requests to one host that must fail for its breaker to open.</summary>
    public double BreakerFailureRatio { get; init; } = 0.5;

    /// <summary>How many recent requests there must be.</summary>
    public int BreakerMinimum { get; init; } = 10;

    /// <summary>What recent means.</summary>
    public TimeSpan BreakerSampling { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an open breaker refuses everything but cancels.</summary>
    public TimeSpan BreakerPause { get; init; } = TimeSpan.FromSeconds(10);
}
