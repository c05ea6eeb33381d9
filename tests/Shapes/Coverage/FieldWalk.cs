using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Brokerage.Shapes.Coverage;

/// <summary>Goes through a payload beside the wire record that it is read as.</summary>
/// <param name="infoOf">What the adapter's JSON knows of a type.</param>
internal sealed class FieldWalk(Func<Type, JsonTypeInfo> infoOf)
{
    /// <summary>Every field of a payload, by <c>Record.field</c>, and whether it is read.</summary>
    public IEnumerable<(string Path, bool IsRead)> Fields(JsonElement element, JsonTypeInfo type)
    {
        if (element.ValueKind is JsonValueKind.Array && WireRecords.ElementOf(type) is { } item)
        {
            return element.EnumerateArray().SelectMany(child => Fields(child, infoOf(item)));
        }

        if (element.ValueKind is not JsonValueKind.Object)
        {
            return [];
        }

        if (type.Kind is JsonTypeInfoKind.Object || WireRecords.ElementOf(type) is not { } one)
        {
            return element.EnumerateObject().SelectMany(property => Fields(property, type));
        }

        // The values of a map; or a lone element, of which a converter makes a list.
        return IsMap(type) ? element.EnumerateObject().SelectMany(property => Fields(property.Value, infoOf(one))) : Fields(element, infoOf(one));
    }

    private IEnumerable<(string Path, bool IsRead)> Fields(JsonProperty property, JsonTypeInfo type)
    {
        // A broker that spells a name now this way, now that way, is read by an adapter that does not mind.
        var names = type.Options.PropertyNameCaseInsensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;
        var known = type.Properties.FirstOrDefault(candidate => string.Equals(candidate.Name, property.Name, names));
        var inner = known is null || known.PropertyType == typeof(JsonElement?) ? [] : Fields(property.Value, infoOf(known.PropertyType));
        return inner.Prepend(($"{type.Type.Name}.{known?.Name ?? property.Name}", known is not null));
    }

    private static bool IsMap(JsonTypeInfo type) =>
        type.Kind is JsonTypeInfoKind.Dictionary || (type.Type is { IsGenericType: true } map && map.GetGenericTypeDefinition() == typeof(IReadOnlyDictionary<,>));
}
