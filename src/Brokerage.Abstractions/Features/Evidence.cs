namespace Brokerage;

/// <summary>Who says so, and when.</summary>
/// <param name="Source">A page, a specification, a recording.</param>
/// <param name="On">The day that it said so.</param>
public sealed record Evidence(string Source, DateOnly On);
