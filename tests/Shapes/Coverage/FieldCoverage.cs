using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Brokerage.Shapes.Reading;

namespace Brokerage.Shapes.Coverage;

/// <summary>Holds an adapter's wire records against a manifest.</summary>
internal sealed partial class FieldCoverage
{
    private readonly FieldTable _table;
    private readonly WireRecords _records;
    private readonly HashSet<string> _byHand;
    private readonly HashSet<string> _met = new(StringComparer.Ordinal);
    private readonly HashSet<string> _metByHand = new(StringComparer.Ordinal);
    private readonly HashSet<string> _metLeftAlone = new(StringComparer.Ordinal);
    private readonly List<string> _unknown = [];

    public FieldCoverage(FieldTable table, ShapeManifest manifest)
    {
        (_table, _records, _byHand) = (table, new WireRecords(table.Adapter), NamesReadByHand(table.Adapter));
        foreach (var row in table.Rows)
        {
            Visit(manifest[row.Shape], row);
        }
    }

    /// <summary>Fields that a broker sends or takes, that no record has, and that no line leaves alone.</summary>
    public IReadOnlyList<string> Unmapped => [.. _unknown.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>Names that the adapter uses and no shape has: misspelt, or never sent.</summary>
    public IEnumerable<string> Strange =>
        _records.All.Where(record => record.Kind is JsonTypeInfoKind.Object && !_table.Own.ContainsKey(record.Type.Name))
            .SelectMany(record => record.Properties.Select(property => $"{record.Type.Name}.{property.Name}"))
            .Where(name => !_met.Contains(name))
            .Concat(_byHand.Where(name => !_metByHand.Contains(name)).Select(name => $"'{name}', read by hand"))
            .Order(StringComparer.Ordinal);

    /// <summary>Properties of answers that are decoded, and that nothing reads then.</summary>
    public IEnumerable<string> Dropped()
    {
        var called = PropertyReaders.Called(_records.Assembly);
        return _records.ReachableFrom(_table.Rows.Where(row => row.Record is not null && !row.Shape.EndsWith(" request", StringComparison.Ordinal)).Select(row => row.Record!))
            .SelectMany(type => PropertyReaders.Unread(type, called))
            .Where(name => !_table.Unread.ContainsKey(name))
            .Order(StringComparer.Ordinal);
    }

    /// <summary>Lines about fields that occur nowhere, or that are read after all.</summary>
    public IEnumerable<string> Idle => _table.LeftAlone.Keys.Where(name => !_metLeftAlone.Contains(name));

    private void Visit(Shape shape, FieldRow row)
    {
        foreach (string path in shape.Fields.Keys.Where(path => path != Shape.Root))
        {
            if (row.Record is null)
            {
                VisitByHand(shape, path);
            }
            else
            {
                Visit(_records.Of(row.Record), path.Split('/').Skip(row.OfEach ? 1 : 0).SelectMany(Steps), path, shape);
            }
        }
    }

    private void VisitByHand(Shape shape, string path)
    {
        if (_byHand.Contains(path))
        {
            _metByHand.Add(path);
        }
        else if (!path.Contains('[', StringComparison.Ordinal))
        {
            LeaveAlone($"{shape.Name}.{path}");
        }
    }

    private void Visit(JsonTypeInfo type, IEnumerable<string> steps, string path, Shape shape)
    {
        foreach (string step in steps)
        {
            if (step is "[]" or "*")
            {
                if (WireRecords.ElementOf(type) is not { } element)
                {
                    _unknown.Add($"{shape.Name}: {path} is a list or map, and {type.Type.Name} is none");
                    return;
                }

                type = _records.Of(element);
                continue;
            }

            // One that stands alone, where a converter makes a list of it.
            if (type.Kind is JsonTypeInfoKind.None && WireRecords.ElementOf(type) is { } lone)
            {
                type = _records.Of(lone);
            }

            string name = $"{type.Type.Name}.{step}";
            if (type.Kind is not JsonTypeInfoKind.Object || type.Properties.FirstOrDefault(property => string.Equals(property.Name, step, NamesOf(type))) is not { } known)
            {
                LeaveAlone(type.Kind is JsonTypeInfoKind.Object ? name : $"{shape.Name}: {path}");
                return;
            }

            _met.Add($"{type.Type.Name}.{known.Name}");
            if (known.PropertyType == typeof(System.Text.Json.JsonElement?))
            {
                return;
            }

            type = _records.Of(known.PropertyType);
        }
    }

    // A broker that spells a name now this way, now that way, is read by an adapter that does not mind.
    private static StringComparison NamesOf(JsonTypeInfo type) =>
        type.Options.PropertyNameCaseInsensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    private void LeaveAlone(string name)
    {
        if (_table.LeftAlone.ContainsKey(name))
        {
            _metLeftAlone.Add(name);
        }
        else
        {
            _unknown.Add(name);
        }
    }

    private static IEnumerable<string> Steps(string step)
    {
        string name = step.TrimEnd('[', ']');
        return Enumerable.Repeat("[]", (step.Length - name.Length) / 2).Prepend(name).Where(part => part is not (Shape.Root or ""));
    }

    // Names that a hand-written reader compares with: name.SequenceEqual("bp"u8).
    private static HashSet<string> NamesReadByHand(string adapter)
    {
        string folder = Repository.At("src", adapter, "Streaming");
        return Directory.Exists(folder)
            ? Directory.GetFiles(folder, "*.cs").SelectMany(file => Compared().Matches(File.ReadAllText(file)).Select(match => match.Groups["name"].Value)).ToHashSet(StringComparer.Ordinal)
            : [];
    }

    [GeneratedRegex(@"name\.SequenceEqual\(""(?<name>\w+)""u8\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Compared();
}
