using System.Text.Json;
using Brokerage.Shapes.Reading;

namespace Brokerage.Shapes.Making;

/// <summary>Counts the fields of recorded messages: which types each came in, and whether it was ever left out.</summary>
internal sealed class SampleTally(Func<string, bool> isMap)
{
    private readonly Dictionary<string, SortedSet<string>> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _count = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _objects = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, SortedSet<string>> Types => _types;

    public bool HasObject(string path) => _objects.ContainsKey(path);

    public void Add(JsonElement message) => Add(message, Shape.Root);

    /// <summary>True if every object at the parent's place had the field.</summary>
    public bool IsAlways(string path)
    {
        int end = path.LastIndexOf('/');
        string parent = end < 0 ? Shape.Root : path[..end];
        return path == Shape.Root || path.EndsWith(']') || _count[path] == _objects.GetValueOrDefault(parent);
    }

    private void Add(JsonElement value, string path)
    {
        _count[path] = _count.GetValueOrDefault(path) + 1;
        if (!_types.TryGetValue(path, out var types))
        {
            _types[path] = types = new SortedSet<string>(StringComparer.Ordinal);
        }

        types.Add(ShapeCheck.TypeOf(value));
        if (value.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in value.EnumerateArray())
            {
                Add(item, Shape.Items(path));
            }
        }
        else if (value.ValueKind is JsonValueKind.Object)
        {
            AddMembers(value, path);
        }
    }

    private void AddMembers(JsonElement value, string path)
    {
        _objects[path] = _objects.GetValueOrDefault(path) + 1;
        bool map = isMap(path);
        foreach (var member in value.EnumerateObject())
        {
            Add(member.Value, Shape.Member(path, map ? "*" : member.Name));
        }
    }
}
