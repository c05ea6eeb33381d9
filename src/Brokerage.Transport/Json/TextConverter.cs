using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Transport;

/// <summary>
/// Reads text from a string, a number or a boolean, as it is written: for ids that a broker sends now as <c>"123"</c>, now as <c>123</c>.
/// Objects and arrays become null. An empty string stays empty.
/// </summary>
public sealed class TextConverter : JsonConverter<string?>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String: return reader.GetString();
            case JsonTokenType.True: return "true";
            case JsonTokenType.False: return "false";
            case JsonTokenType.Number: return ReadNumber(in reader);
            case JsonTokenType.Null: return null;
            default:
                reader.TrySkip();
                return null;
        }
    }

    private static string? ReadNumber(in Utf8JsonReader reader)
    {
        Span<byte> scratch = stackalloc byte[ReaderText.MaxScalar];
        ReadOnlySpan<byte> text = ReaderText.Get(in reader, scratch);
        return text.IsEmpty ? null : Encoding.ASCII.GetString(text);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    // Without these two a dictionary with text as its key could not be read in a context that names this converter.

    /// <inheritdoc/>
    public override string? ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString();

    /// <inheritdoc/>
    public override void WriteAsPropertyName(Utf8JsonWriter writer, [DisallowNull] string? value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);
}
