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

    public IEnumerable<JsonTypeInfo> All => _types.Values.Select(Of);

    public JsonTypeInfo Of(string record) => _types.TryGetValue(record, out var type) ? Of(type) : throw new KeyNotFoundException($"There is no wire record '{record}'.");

    /// <summary>What a list or map is of; null for what is neither. One that a converter reads does not say so itself.</summary>
    public static Type? ElementOf(JsonTypeInfo type) => type.ElementType ?? (type.Type is { IsGenericType: true } many && IsMany(many) ? many.GetGenericArguments()[^1] : null);

    private static bool IsMany(Type type) => type.GetGenericTypeDefinition() is var kind && (kind == typeof(IReadOnlyDictionary<,>) || kind == typeof(IReadOnlyList<>));

    public JsonTypeInfo Of(Type type) => _json.GetTypeInfo(type) ?? throw new InvalidOperationException($"{type} is not on the wire.");
}
