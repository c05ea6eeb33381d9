using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Brokerage.Shapes.Coverage;

/// <summary>An adapter's wire records, as its source-generated JSON knows them.</summary>
internal sealed class WireRecords
{
    private readonly JsonSerializerContext _json;
    private readonly Dictionary<string, Type> _types;

    public WireRecords(string adapter)
    {
        Type[] types = [.. Assembly.Load(adapter).GetTypes().Where(type => string.Equals(type.Namespace, adapter + ".Wire", StringComparison.Ordinal) && !type.IsNested)];
        Type context = types.Single(type => type.IsSubclassOf(typeof(JsonSerializerContext)));
        _json = (JsonSerializerContext)context.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        _types = types.Where(type => type != context && _json.GetTypeInfo(type) is not null).ToDictionary(type => type.Name, StringComparer.Ordinal);
    }

    public Assembly Assembly => _json.GetType().Assembly;

    public IEnumerable<JsonTypeInfo> All => _types.Values.Select(Of);

    public JsonTypeInfo Of(string record) => _types.TryGetValue(record, out var type) ? Of(type) : throw new KeyNotFoundException($"There is no wire record '{record}'.");

    /// <summary>Records, and those that are in them.</summary>
    public IReadOnlyCollection<Type> ReachableFrom(IEnumerable<string> records)
    {
        HashSet<Type> seen = [];
        Stack<Type> left = new(records.Select(record => Of(record).Type));
        while (left.TryPop(out var type))
        {
            if (_json.GetTypeInfo(type) is not { } info || (_types.ContainsValue(type) && !seen.Add(type)))
            {
                continue;
            }

            foreach (var inner in info.Properties.Select(property => property.PropertyType).Append(ElementOf(info)).OfType<Type>())
            {
                left.Push(inner);
            }
        }

        return seen;
    }

    /// <summary>What a list or map is of; null for what is neither. One that a converter reads does not say so itself.</summary>
    public static Type? ElementOf(JsonTypeInfo type) => type.ElementType ?? (type.Type is { IsGenericType: true } many && IsMany(many) ? many.GetGenericArguments()[^1] : null);

    private static bool IsMany(Type type) => type.GetGenericTypeDefinition() is var kind && (kind == typeof(IReadOnlyDictionary<,>) || kind == typeof(IReadOnlyList<>));

    public JsonTypeInfo Of(Type type) => _json.GetTypeInfo(type) ?? throw new InvalidOperationException($"{type} is not on the wire.");
}
