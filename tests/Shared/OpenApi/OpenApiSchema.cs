using System.Text.Json;

namespace Brokerage.Simulator.Tests.Support;

/// <summary>As much of JSON Schema as the brokers' OpenAPI documents use for their answers.</summary>
internal sealed class OpenApiShape(JsonElement document, IReadOnlySet<string> allowed)
{
    public IEnumerable<string> Differences(string schema, JsonElement value) =>
        Differences(document.GetProperty("components").GetProperty("schemas").GetProperty(schema), value, schema);

    private IEnumerable<string> Differences(JsonElement schema, JsonElement value, string at)
    {
        schema = Resolve(schema, ref at);
        if (value.ValueKind is JsonValueKind.Null)
        {
            yield break;
        }

        if (schema.TryGetProperty("enum", out var words) && words.EnumerateArray().All(word => word.ValueKind is JsonValueKind.String)
            && !words.EnumerateArray().Any(word => word.ValueEquals(value.ToString()))
            && !allowed.Contains($"{at}={value}"))
        {
            yield return $"{at}: '{value}' is no word of the document";
        }

        if (schema.TryGetProperty("type", out var type) && type.ValueKind is JsonValueKind.String && !IsOf(type.GetString()!, value))
        {
            yield return $"{at}: {value.GetRawText()} is no {type}";
            yield break;
        }

        var inner = value.ValueKind switch
        {
            JsonValueKind.Object => Members(schema, value, at),
            JsonValueKind.Array when schema.TryGetProperty("items", out var items) => value.EnumerateArray().SelectMany(item => Differences(items, item, at)),
            _ => [],
        };
        foreach (var difference in inner)
        {
            yield return difference;
        }
    }

    private IEnumerable<string> Members(JsonElement schema, JsonElement value, string at)
    {
        if (schema.TryGetProperty("required", out var required))
        {
            foreach (var name in required.EnumerateArray().Where(name => !value.TryGetProperty(name.GetString()!, out _)))
            {
                yield return $"{at}.{name} is missing";
            }
        }

        if (!schema.TryGetProperty("properties", out var properties))
        {
            yield break;
        }

        foreach (var member in value.EnumerateObject())
        {
            if (properties.TryGetProperty(member.Name, out var known))
            {
                foreach (var difference in Differences(known, member.Value, $"{at}.{member.Name}"))
                {
                    yield return difference;
                }
            }
            else if (!allowed.Contains($"{at}.{member.Name}"))
            {
                yield return $"{at}.{member.Name} is not in the document";
            }
        }
    }

    /// <summary>Follows references; the name of what is referred to stands for the place.</summary>
    private JsonElement Resolve(JsonElement schema, ref string at)
    {
        while (true)
        {
            if (schema.TryGetProperty("$ref", out var reference))
            {
                var name = reference.GetString()!.Split('/')[^1];
                schema = document.GetProperty("components").GetProperty("schemas").GetProperty(name);
                at = name;
            }
            else if (schema.TryGetProperty("allOf", out var all) && all.GetArrayLength() == 1)
            {
                schema = all[0];
            }
            else
            {
                return schema;
            }
        }
    }

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
