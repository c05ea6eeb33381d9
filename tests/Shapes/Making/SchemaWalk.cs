using System.Text.Json.Nodes;
using Brokerage.Shapes.Reading;

namespace Brokerage.Shapes.Making;

/// <summary>Lays a schema out flat: every field that an answer may have, by its path.</summary>
internal sealed class SchemaWalk(JsonNode document)
{
    // An order may hold orders, which may hold orders: as deep as any recording goes, and no deeper.
    private const int Depth = 2;

    public Dictionary<string, SpecifiedField> Of(JsonNode schema)
    {
        var fields = new Dictionary<string, SpecifiedField>(StringComparer.Ordinal);
        Walk(schema, Shape.Root, true, [], fields);
        return fields;
    }

    private void Walk(JsonNode schema, string path, bool required, IReadOnlyList<string> within, Dictionary<string, SpecifiedField> fields)
    {
        if (schema is not JsonObject)
        {
            Note(fields, path, [ShapeCheck.AnyType], required);
            return;
        }

        if (schema["$ref"]?.GetValue<string>() is { } reference)
        {
            if (within.Count(reference.Equals) >= Depth)
            {
                Note(fields, path, ["object"], required);
                return;
            }

            Walk(Find(reference), path, required, [.. within, reference], fields);
            return;
        }

        Note(fields, path, TypesOf(schema), required);
        foreach (var part in List(schema, "allOf"))
        {
            Walk(part, path, required, within, fields);
        }

        Alternatives([.. List(schema, "oneOf"), .. List(schema, "anyOf")], path, required, within, fields);
        Members(schema, path, within, fields);
    }

    private void Members(JsonNode schema, string path, IReadOnlyList<string> within, Dictionary<string, SpecifiedField> fields)
    {
        if (schema["items"] is { } items)
        {
            Walk(items, Shape.Items(path), true, within, fields);
        }

        if (schema["additionalProperties"] is JsonObject { Count: > 0 } any && schema["properties"] is null)
        {
            Walk(any, Shape.Member(path, "*"), false, within, fields);
        }

        var required = (schema["required"] as JsonArray)?.Select(name => name!.GetValue<string>()).ToHashSet(StringComparer.Ordinal) ?? [];
        foreach (var (name, member) in schema["properties"] as JsonObject ?? [])
        {
            Walk(member!, Shape.Member(path, name), required.Contains(name), within, fields);
        }
    }

    /// <summary>What only some alternatives have is there sometimes.</summary>
    private void Alternatives(List<JsonNode> schemas, string path, bool required, IReadOnlyList<string> within, Dictionary<string, SpecifiedField> fields)
    {
        var each = schemas.ConvertAll(schema =>
        {
            var own = new Dictionary<string, SpecifiedField>(StringComparer.Ordinal);
            Walk(schema, path, required, within, own);
            return own;
        });
        foreach (string name in each.SelectMany(own => own.Keys).Distinct(StringComparer.Ordinal))
        {
            Note(fields, name, [.. each.Where(own => own.ContainsKey(name)).SelectMany(own => own[name].Types)], each.TrueForAll(own => own.TryGetValue(name, out var field) && field.IsRequired));
        }
    }

    private static void Note(Dictionary<string, SpecifiedField> fields, string path, IReadOnlyCollection<string> types, bool required)
    {
        var before = fields.GetValueOrDefault(path);
        fields[path] = new SpecifiedField(
            types.Concat(before?.Types ?? new HashSet<string>()).ToHashSet(StringComparer.Ordinal), required || before is { IsRequired: true });
    }

    private static List<string> TypesOf(JsonNode schema)
    {
        List<string> types = schema["type"] switch
        {
            JsonArray several => [.. several.Select(type => Named(type!.GetValue<string>()))],
            JsonValue one => [Named(one.GetValue<string>())],
            _ when schema["properties"] is not null || schema["additionalProperties"] is JsonObject => ["object"],
            _ when schema["items"] is not null => ["array"],
            _ when schema["enum"] is not null => ["string"],
            _ when schema["allOf"] is not null || schema["oneOf"] is not null || schema["anyOf"] is not null => [],
            _ => [ShapeCheck.AnyType],
        };
        return schema["nullable"] is JsonValue nullable && nullable.ToString() is "true" or "True" ? [.. types, "null"] : types;
    }

    private static string Named(string type) => type is "integer" ? "number" : type;

    private static IEnumerable<JsonNode> List(JsonNode schema, string name) => (schema[name] as JsonArray)?.OfType<JsonNode>() ?? [];

    private JsonNode Find(string reference) =>
        reference.TrimStart('#', '/').Split('/').Aggregate(document, (node, step) => node[step.Replace("~1", "/", StringComparison.Ordinal)]!);
}
