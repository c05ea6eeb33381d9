namespace Brokerage.Shapes.Making;

/// <summary>A field as a specification has it.</summary>
internal sealed record SpecifiedField(IReadOnlySet<string> Types, bool IsRequired);
