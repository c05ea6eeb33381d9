namespace Brokerage.Simulator.Pacing;

/// <summary>What a bucket says after a request.</summary>
internal readonly record struct RateState(int Limit, int Remaining, DateTimeOffset Resets, bool Refused);
