using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Wire;

/// <summary>
/// Bodies of requests, JSON or XML by their first character, whatever they say about their type. Names are read as they are written: the
/// broker does not know <c>previewIds</c> for <c>PreviewIds</c>. Scalars may be text or not, lists may be single objects.
/// </summary>
internal static class RequestTree
{
    // More than anybody trades, and little enough to be multiplied by a price.
    private const decimal Largest = 1_000_000_000_000m;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    public static bool LooksLikeJson(ReadOnlySpan<byte> body) => body.TrimStart(" \t\r\n"u8) is [(byte)'{' or (byte)'[', ..];

    /// <summary>What stands under the one root that the operation has.</summary>
    /// <exception cref="ETradeRefusal">It is neither, or another root.</exception>
    public static JsonObject Read(Call call, string root)
    {
        try
        {
            var tree = LooksLikeJson(call.Body.Span) ? JsonNode.Parse(call.Body.Span, null, Strict) as JsonObject : XmlText.Read(call.Body);
            return tree?[root] as JsonObject ?? throw ETradeErrors.NotUnderstood();
        }
        catch (Exception e) when (e is JsonException or XmlException)
        {
            throw ETradeErrors.NotUnderstood();
        }
    }

    /// <summary>The objects under a name: a list's, or the one that is there.</summary>
    public static IReadOnlyList<JsonObject> Objects(JsonObject record, string name) => record[name] switch
    {
        JsonArray list => [.. list.OfType<JsonObject>()],
        JsonObject one => [one],
        _ => [],
    };

    public static JsonObject? Object(JsonObject record, string name) => Objects(record, name) is [var first, ..] ? first : null;

    /// <summary>A scalar as text; null where it is absent, null or empty.</summary>
    /// <exception cref="ETradeRefusal">It holds what is no text.</exception>
    public static string? Text(JsonObject record, string name)
    {
        try
        {
            return record[name] is JsonValue value && value.ToString().Trim() is { Length: > 0 } text ? text : null;
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            throw ETradeErrors.NotUnderstood();
        }
    }

    /// <exception cref="ETradeRefusal">It is there and no number, or one beyond sense.</exception>
    public static decimal? Number(JsonObject record, string name)
    {
        if (Text(record, name) is not { } text)
        {
            return null;
        }

        return decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            && Math.Abs(number) < Largest
                ? number
                : throw ETradeErrors.NotUnderstood();
    }

    /// <summary>A whole number from 1.</summary>
    public static long? Id(JsonObject record, string name) =>
        long.TryParse(Text(record, name), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>Yes or no, in any case of letters: some clients write <c>False</c>.</summary>
    public static bool Flag(JsonObject record, string name) => string.Equals(Text(record, name), "true", StringComparison.OrdinalIgnoreCase);
}
