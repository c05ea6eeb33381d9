namespace Brokerage;

/// <summary>A person's word about a wish whose outcome nothing else could settle.</summary>
/// <param name="By">Who decided.</param>
/// <param name="Reason">Why: what was seen at the broker.</param>
/// <param name="At">When (UTC).</param>
public sealed record JournalDecision(string By, string Reason, DateTimeOffset At);
