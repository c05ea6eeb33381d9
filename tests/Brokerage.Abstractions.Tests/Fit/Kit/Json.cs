using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Brokerage.Fit.Kit;

/// <summary>Reads what brokers send: numbers as text, one element where a list was meant, "" and " " for nothing. Nothing throws.</summary>
internal static class Json
{
    public static JsonNode? Read(string text)
    {
        try
        {
            return string.IsNullOrWhiteSpace(text) ? null : JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonNode? At(this JsonNode? node, string path)
    {
        foreach (var name in path.Split('/')) node = (node as JsonObject)?[name];
        return node;
    }

    /// <summary>The elements of a list; of a single object, that object; of null, "null" or text, none.</summary>
    public static IEnumerable<JsonNode> List(this JsonNode? node, string path)
    {
        var found = path.Length == 0 ? node : node.At(path);
        if (found is JsonArray array) return array.OfType<JsonNode>();
        return found is JsonObject ? [found] : [];
    }

    public static string? Text(this JsonNode? node, string path)
    {
        if (node.At(path) is not JsonValue value) return null;
        var text = value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    public static string Word(this JsonNode? node, string path) => node.Text(path) ?? "";

    public static decimal? Number(this JsonNode? node, string path) => Number(node.Text(path));

    public static decimal? Number(string? text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Where the broker writes 0 and means "none".</summary>
    public static decimal? NonZero(this JsonNode? node, string path) => node.Number(path) is { } number && number != 0 ? number : null;

    public static bool? Flag(this JsonNode? node, string path) => node.Text(path)?.ToUpperInvariant() switch
    {
        "TRUE" => true,
        "FALSE" => false,
        _ => null,
    };

    public static long? Integer(this JsonNode? node, string path) =>
        long.TryParse(node.Text(path), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    public static DateTimeOffset? Instant(this JsonNode? node, string path) => Times.Instant(node.Text(path));
}
