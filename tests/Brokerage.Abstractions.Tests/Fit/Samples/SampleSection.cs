namespace Brokerage.Fit.Samples;

/// <summary>Files of one shape, the mapping that reads them, and a row per field.</summary>
internal sealed record SampleSection(string Name, IReadOnlyList<string> Files, IReadOnlyList<SampleRow> Rows);
