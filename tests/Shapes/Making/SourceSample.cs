namespace Brokerage.Shapes.Making;

/// <summary>Files that hold a shape: at a place inside, and as each item of a list there.</summary>
internal sealed record SourceSample(string Pattern, string? At, bool Each);
