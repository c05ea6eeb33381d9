using System.Text.Json.Nodes;

namespace Brokerage.Fit.Samples;

/// <summary>Holds a section of a table against documents and a mapping, and lists what is not true.</summary>
internal sealed class SampleCheck
{
    // Enough to meet a value in different company; all of them would only be slower.
    private const int Occurrences = 8;

    private readonly SampleSection _section;
    private readonly Func<JsonNode, IEnumerable<object>> _map;

    // The first row that covers a field speaks for it: a star stands last.
    private readonly ILookup<SampleRow, (WireDocument Document, string Path, object[] Way)> _fields;
    private readonly List<string> _unknown;

    public SampleCheck(SampleSection section, IReadOnlyList<WireDocument> documents, Func<JsonNode, IEnumerable<object>> map)
    {
        (_section, _map) = (section, map);
        var rows = new Dictionary<string, SampleRow?>(StringComparer.Ordinal);
        var fields = documents.SelectMany(document => document.Leaves.Select(leaf => (document, leaf.Path, leaf.Way))).ToList();
        foreach (var field in fields) rows.TryAdd(field.Path, section.Rows.FirstOrDefault(row => row.Covers(field.Path)));
        _fields = fields.Where(field => rows[field.Path] is not null).ToLookup(field => rows[field.Path]!);
        _unknown = [.. fields.Where(field => rows[field.Path] is null).Select(field => $"{section.Name}: {field.document.Name} holds {field.Path}, which no row mentions").Distinct(StringComparer.Ordinal)];
    }

    public IEnumerable<string> FieldsWithoutRow() => _unknown;

    public IEnumerable<string> RowsWithoutField() =>
        _section.Rows.Where(row => !_fields[row].Any()).Select(row => $"{_section.Name}: the row {row.Path} occurs nowhere");

    /// <summary>Another value on the wire, and the member that the row names must be another one too.</summary>
    public IEnumerable<string> RowsThatDoNotArrive() => _section.Rows.Where(row => row.Member is not null).Select(Missed).OfType<string>();

    public IEnumerable<string> IgnoredThatArrive() => _section.Rows.Where(row => row.Member is null).Select(Leaked).OfType<string>();

    private string? Missed(SampleRow row)
    {
        var seen = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (document, way) in Find(row))
        {
            var before = ModelDump.Of(_map(document.Beside(way, row.When)));
            foreach (var other in Candidates(row, document, way))
            {
                var changes = ModelDump.Changes(before, ModelDump.Of(_map(document.With(way, other, row.When))));
                if (changes.Any(change => $".{change}.".Contains($".{row.Member}.", StringComparison.Ordinal))) return null;
                seen.UnionWith(changes);
            }
        }
        return $"{_section.Name}: {row.Path} should arrive in {row.Member}, and changes {(seen.Count == 0 ? "nothing" : string.Join(", ", seen))}";
    }

    private string? Leaked(SampleRow row)
    {
        foreach (var (document, way) in Find(row))
        {
            var before = ModelDump.Of(_map(document.Root));
            foreach (var other in document.Others(way).Take(3))
            {
                var changes = ModelDump.Changes(before, ModelDump.Of(_map(document.With(way, other, []))));
                if (changes.Count > 0) return $"{_section.Name}: {row.Path} is said to be ignored, and changes {string.Join(", ", changes)}";
            }
        }
        return null;
    }

    /// <summary>A missing value and strange ones in its place: the mapping may make of them what it likes, but never throws.</summary>
    public IEnumerable<string> ValuesThatThrow() => _section.Rows.SelectMany(row => Find(row).Take(1).SelectMany(found => found.Document.Others(found.Way).Prepend(null).Select(other => Thrown(row, found.Document, found.Way, other)))).OfType<string>();

    private string? Thrown(SampleRow row, WireDocument document, object[] way, JsonNode? other)
    {
        try
        {
            _ = ModelDump.Of(_map(document.With(way, other, row.When)));
            return null;
        }
        catch (Exception error) when (error is not BrokerageException)
        {
            return $"{_section.Name}: {row.Path} as {other?.ToJsonString() ?? "null"} throws {error.GetType().Name}: {error.Message}";
        }
    }

    private static IEnumerable<JsonNode?> Candidates(SampleRow row, WireDocument document, object[] way) =>
        row.To is null ? document.Others(way) : document.Others(way).Prepend(JsonValue.Create(row.To));

    private IEnumerable<(WireDocument Document, object[] Way)> Find(SampleRow row) =>
        _fields[row].Where(field => field.Way.Length > 0).Take(Occurrences).Select(field => (field.Document, field.Way));
}
