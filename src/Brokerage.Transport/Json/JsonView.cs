using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Brokerage.Transport;

/// <summary>
/// Looks into JSON of which one knows little: error bodies, answers that change their shape. Nothing throws, whatever is there: what cannot
/// be followed is <see cref="Presence.Absent"/>, what cannot be read is null. Tells absent, null, empty and zero apart.
/// </summary>
[StructLayout(LayoutKind.Auto)]
public readonly struct JsonView
{
    private readonly JsonElement _element;

    private JsonView(JsonElement element) => _element = element;

    /// <summary>What stands here.</summary>
    public Presence Presence => _element.ValueKind switch
    {
        JsonValueKind.Undefined => Presence.Absent,
        JsonValueKind.Null => Presence.Null,
        JsonValueKind.String => _element.ValueEquals(""u8) ? Presence.Empty : Presence.Value,
        JsonValueKind.Array => _element.GetArrayLength() == 0 ? Presence.Empty : Presence.Value,
        JsonValueKind.Object => _element.GetPropertyCount() == 0 ? Presence.Empty : Presence.Value,
        _ => Presence.Value,
    };

    /// <summary>True when there is a number here that is zero, as number or as text.</summary>
    public bool IsZero => Decimal is 0m;

    /// <summary>The kind of JSON that stands here.</summary>
    public JsonValueKind Kind => _element.ValueKind;

    /// <summary>Text, numbers and booleans as they are written; null for anything else.</summary>
    public string? Text => _element.ValueKind switch
    {
        JsonValueKind.String => _element.GetString(),
        JsonValueKind.Number => _element.GetRawText(),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        _ => null,
    };

    /// <summary>A number, exactly, from a number or from text; null for anything else.</summary>
    public decimal? Decimal => LenientNumber.TryParse(Text, out decimal value) ? value : null;

    /// <summary>An instant from any spelling of <see cref="LenientTime.TryParseInstant"/>; null for anything else.</summary>
    public DateTimeOffset? Instant =>
        Text is { Length: <= ReaderText.MaxScalar } text && LenientTime.TryParseInstant(Encoding.UTF8.GetBytes(text), assumeUtc: false, out DateTimeOffset value)
            ? value : null;

    /// <summary>Yes or no, from a boolean or its word; null for anything else.</summary>
    public bool? Boolean => Text is { } text && bool.TryParse(text, out bool value) ? value : null;

    /// <summary>The elements of an array; a bare object counts as one, anything else as none.</summary>
    public IReadOnlyList<JsonView> Items => _element.ValueKind switch
    {
        JsonValueKind.Array => [.. _element.EnumerateArray().Select(element => new JsonView(element))],
        JsonValueKind.Object => [this],
        _ => [],
    };

    /// <summary>A field of an object, by its exact name; else by its name in any case.</summary>
    public JsonView this[string name]
    {
        get
        {
            if (_element.ValueKind != JsonValueKind.Object) return default;
            if (_element.TryGetProperty(name, out JsonElement exact)) return new JsonView(exact);
            foreach (JsonProperty property in _element.EnumerateObject())
            {
                if (string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase)) return new JsonView(property.Value);
            }

            return default;
        }
    }

    /// <summary>Parses a body. HTML, text, cut or empty bodies give a view in which everything is absent.</summary>
    public static JsonView Parse(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(utf8);
            return new JsonView(document.RootElement.Clone());
        }
        catch (JsonException)
        {
            return default;
        }
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Presence} {Kind}";
}
