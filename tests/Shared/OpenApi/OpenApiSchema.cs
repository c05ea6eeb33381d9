using System.Text.Json;

namespace Brokerage.TestSupport.OpenApi;

/// <summary>
/// Holds JSON against a schema of an OpenAPI document, as far as brokers' documents use the language: nothing that the document does not
/// name, everything that it requires, its types and its words. A place is named by the schema that was last referred to.
/// </summary>
internal sealed class OpenApiSchema(JsonElement document)
{
    public IEnumerable<string> Differences(JsonElement schema, JsonElement value, string at)
    {
        (schema, at) = Resolve(schema, at);
        return Alternatives(schema) is { Count: > 0 } alternatives
            ? alternatives.Select(alternative => Differences(alternative, value, at).ToList()).MinBy(differences => differences.Count)!
            : InOne(schema, value, at);
    }

    /// <summary>Follows a reference, to a schema or to anything else.</summary>
    public JsonElement Resolve(JsonElement node) => Resolve(node, "").Schema;

    private IEnumerable<string> InOne(JsonElement schema, JsonElement value, string at)
    {
        var parts = Parts(schema).ToList();
        if (value.ValueKind is JsonValueKind.Null)
        {
            return parts.Exists(part => part.TryGetProperty("nullable", out var nullable) && nullable.GetBoolean()) || !parts.Exists(part => part.TryGetProperty("type", out _)) ? [] : [$"{at}=null"];
        }

        var type = parts.Select(part => part.TryGetProperty("type", out var named) ? named.GetString() : null).FirstOrDefault(named => named is not null);
        if (type is not null && !IsOf(type, value))
        {
            return [$"{at}:{value.ValueKind switch { JsonValueKind.True or JsonValueKind.False => "boolean", var kind => kind.ToString().ToLowerInvariant() }}"];
        }

        return value.ValueKind switch
        {
            JsonValueKind.Object => Members(parts, value, at),
            JsonValueKind.Array => parts.Where(part => part.TryGetProperty("items", out _)).Take(1)
                .SelectMany(part => value.EnumerateArray().SelectMany(item => Differences(part.GetProperty("items"), item, at))),
            _ => parts.Where(part => !IsWord(part, value)).Select(_ => $"{at}={value}"),
        };
    }

    private IEnumerable<string> Members(List<JsonElement> parts, JsonElement value, string at)
    {
        foreach (var name in parts.Where(part => part.TryGetProperty("required", out _)).SelectMany(part => part.GetProperty("required").EnumerateArray()))
        {
            if (!value.TryGetProperty(name.GetString()!, out _))
            {
                yield return $"{at}.{name} missing";
            }
        }

        var properties = parts.Where(part => part.TryGetProperty("properties", out _)).Select(part => part.GetProperty("properties")).ToList();
        var rest = parts.Where(part => part.TryGetProperty("additionalProperties", out var more) && more.ValueKind is JsonValueKind.Object).Select(part => part.GetProperty("additionalProperties")).ToList();
        if (properties.Count == 0 && rest.Count == 0)
        {
            yield break;
        }

        foreach (var member in value.EnumerateObject())
        {
            var known = properties.Where(each => each.TryGetProperty(member.Name, out _)).Select(each => each.GetProperty(member.Name)).Concat(rest).ToList();
            var place = rest.Count > 0 && known.Count == rest.Count ? $"{at}.*" : $"{at}.{member.Name}";
            foreach (var difference in known.Count == 0 ? [place] : Differences(known[0], member.Value, place))
            {
                yield return difference;
            }
        }
    }

    /// <summary>The schema and all that it is made of.</summary>
    private IEnumerable<JsonElement> Parts(JsonElement schema) =>
        schema.TryGetProperty("allOf", out var all)
            ? all.EnumerateArray().SelectMany(part => Parts(Resolve(part))).Prepend(schema)
            : [schema];

    private List<JsonElement> Alternatives(JsonElement schema) =>
        schema.TryGetProperty("oneOf", out var one) || schema.TryGetProperty("anyOf", out one) ? [.. one.EnumerateArray()] : [];

    private (JsonElement Schema, string At) Resolve(JsonElement schema, string at)
    {
        while (schema.ValueKind is JsonValueKind.Object)
        {
            if (schema.TryGetProperty("$ref", out var reference))
            {
                var steps = reference.GetString()!.TrimStart('#', '/').Split('/');
                schema = steps.Aggregate(document, (node, step) => node.GetProperty(step));
                at = steps[^1];
            }
            else if (schema.TryGetProperty("allOf", out var all) && all.GetArrayLength() == 1 && !schema.TryGetProperty("properties", out _))
            {
                schema = all[0];
            }
            else
            {
                break;
            }
        }

        return (schema, at);
    }

    private static bool IsWord(JsonElement schema, JsonElement value) =>
        !schema.TryGetProperty("enum", out var words)
        || words.EnumerateArray().Any(word => string.Equals(word.ToString(), value.ToString(), StringComparison.Ordinal));

    private static bool IsOf(string type, JsonElement value) => type switch
    {
        "string" => value.ValueKind is JsonValueKind.String,
        "integer" => value.ValueKind is JsonValueKind.Number && value.TryGetInt64(out _),
        "number" => value.ValueKind is JsonValueKind.Number,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "array" => value.ValueKind is JsonValueKind.Array,
        "object" => value.ValueKind is JsonValueKind.Object,
        _ => true,
    };
}
