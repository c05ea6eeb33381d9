namespace Brokerage.Shapes.Coverage;

/// <summary>A shape and the wire record that it is read or written as; no record where it is read by hand.</summary>
internal sealed record FieldRow(string Shape, string? Record, bool OfEach);
