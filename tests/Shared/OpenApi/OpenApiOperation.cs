using System.Text.Json;

namespace Brokerage.TestSupport.OpenApi;

/// <summary>An operation of an OpenAPI document.</summary>
internal sealed class OpenApiOperation(OpenApiSchema schemas, string method, string path, JsonElement operation)
{
    private readonly string[] _parts = path.Split('/');

    public string Method => method;

    public string Path => path;

    /// <summary>The document's own line about it.</summary>
    public string Summary => operation.TryGetProperty("summary", out var summary) ? summary.GetString()! : "";

    /// <summary>The names that its query may have.</summary>
    public IReadOnlyList<string> Parameters { get; } =
        operation.TryGetProperty("parameters", out var parameters)
            ? [.. parameters.EnumerateArray().Select(schemas.Resolve).Where(parameter => parameter.GetProperty("in").GetString() is "query").Select(parameter => parameter.GetProperty("name").GetString()!)]
            : [];

    /// <summary>How loosely it fits: the less of its path is in braces, and takes more than one part, the better.</summary>
    public int Distance(string at) => _parts.Count(part => part.StartsWith('{')) + (100 * (Uri.UnescapeDataString(at).TrimEnd('/').Split('/').Length - _parts.Length));

    /// <summary>A symbol of crypto has a slash, so the last name in braces may take two parts.</summary>
    public bool Fits(string asked, string at)
    {
        var parts = Uri.UnescapeDataString(at).TrimEnd('/').Split('/');
        return string.Equals(asked, method, StringComparison.OrdinalIgnoreCase)
            && (parts.Length == _parts.Length || (parts.Length == _parts.Length + 1 && _parts[^1].StartsWith('{')))
            && _parts.Zip(parts).All(pair => pair.First.StartsWith('{') || string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
    }

    /// <summary>Names in a query that the document does not have.</summary>
    public IEnumerable<string> UnknownParameters(string query) =>
        query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')[0])
            .Except(Parameters, StringComparer.Ordinal)
            .Select(name => $"{method} {path}?{name}");

    /// <summary>What a body has that the document does not allow.</summary>
    public IEnumerable<string> BodyDifferences(JsonElement body) =>
        operation.TryGetProperty("requestBody", out var request) && Schema(request) is { } schema
            ? schemas.Differences(schema, body, $"{method} {path}")
            : [$"{method} {path} body"];

    /// <summary>What an answer has that the document does not allow; null where it does not speak of such an answer.</summary>
    public IEnumerable<string>? AnswerDifferences(int status, string text)
    {
        if (!operation.GetProperty("responses").TryGetProperty(status.ToString(System.Globalization.CultureInfo.InvariantCulture), out var response))
        {
            return null;
        }

        if (Schema(response) is not { } schema)
        {
            return text.Length == 0 || status >= 400 ? [] : [$"{method} {path} {status} body"];
        }

        using var answer = JsonDocument.Parse(text);
        return [.. schemas.Differences(schema, answer.RootElement, $"{method} {path}")];
    }

    private JsonElement? Schema(JsonElement message)
    {
        if (!schemas.Resolve(message).TryGetProperty("content", out var content) || !content.TryGetProperty("application/json", out var json))
        {
            return null;
        }

        return json.TryGetProperty("schema", out var schema) ? schema : null;
    }
}
