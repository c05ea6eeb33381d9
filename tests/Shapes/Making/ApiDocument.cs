using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Brokerage.Shapes.Making;

/// <summary>A broker's OpenAPI document, in JSON or YAML.</summary>
internal sealed partial class ApiDocument(JsonNode root)
{
    private static readonly string[] Methods = ["get", "post", "put", "patch", "delete"];

    public static ApiDocument Load(string file) =>
        new(Path.GetExtension(file) is ".json" ? JsonNode.Parse(File.ReadAllText(file))! : YamlSubset.Read(File.ReadAllLines(file))!);

    /// <summary>Every operation, as <c>GET /path/{name}</c>.</summary>
    public IEnumerable<string> Operations =>
        from path in root["paths"]!.AsObject()
        from method in Methods
        where path.Value![method] is not null
        select $"{method.ToUpperInvariant()} {path.Key}";

    /// <summary>What an operation answers when all is well; null where it has no such operation or no JSON to say.</summary>
    public Dictionary<string, SpecifiedField>? Answer(string operation)
    {
        var responses = Find(operation)?["responses"]?.AsObject();
        var good = responses?.FirstOrDefault(response => response.Key.StartsWith('2') && Json(response.Value) is not null).Value;
        return Json(good) is { } schema ? new SchemaWalk(root).Of(schema) : null;
    }

    /// <summary>What an operation takes.</summary>
    public Dictionary<string, SpecifiedField>? Request(string operation) =>
        Json(Resolve(Find(operation)?["requestBody"])) is { } schema ? new SchemaWalk(root).Of(schema) : null;

    private JsonNode? Find(string operation)
    {
        string[] words = operation.Split(' ');
        var paths = root["paths"]!.AsObject();
        return paths.FirstOrDefault(path => Same(path.Key, words[1]) && path.Value![words[0].ToLowerInvariant()] is not null).Value?[words[0].ToLowerInvariant()];
    }

    private JsonNode? Json(JsonNode? message) =>
        Resolve(message)?["content"]?.AsObject().FirstOrDefault(content => content.Key.Contains("json", StringComparison.Ordinal) || content.Key == "*/*").Value?["schema"];

    private JsonNode? Resolve(JsonNode? node) =>
        node?["$ref"]?.GetValue<string>() is { } reference
            ? reference.TrimStart('#', '/').Split('/').Aggregate(root, (at, step) => at[step]!)
            : node;

    private static bool Same(string left, string right) => string.Equals(Names().Replace(left, "{}"), Names().Replace(right, "{}"), StringComparison.Ordinal);

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Names();
}
