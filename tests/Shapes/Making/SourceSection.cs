namespace Brokerage.Shapes.Making;

/// <summary>Where one shape is known from.</summary>
internal sealed record SourceSection(string Name)
{
    public List<SourceEndpoint> Endpoints { get; } = [];

    public List<SourceSample> Samples { get; } = [];

    /// <summary>Files of a JSON schema, where a broker has those instead of an OpenAPI document.</summary>
    public List<string> Schemas { get; } = [];

    /// <summary>Paths of objects whose names are data.</summary>
    public HashSet<string> Maps { get; } = new(StringComparer.Ordinal);

    /// <summary>Other shapes that this one holds at a place, where nothing better is known of it.</summary>
    public List<(string Shape, string At)> Like { get; } = [];

    /// <summary>Paths of fields that are left out at times, though no recording shows it.</summary>
    public HashSet<string> Sometimes { get; } = new(StringComparer.Ordinal);

    /// <summary>Fields that only the broker's prose knows: path and types; a question mark behind the path for "sometimes".</summary>
    public List<(string Path, string Types)> Described { get; } = [];
}
