using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Transport;

/// <summary>Reads yes or no from <c>true</c>, <c>"true"</c>, <c>"Y"</c>, <c>"yes"</c>, <c>1</c> and their opposites; anything else is null, never false.</summary>
public sealed class BooleanConverter : JsonConverter<bool?>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override bool? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.True) return true;
        if (reader.TokenType == JsonTokenType.False) return false;
        if (!ReaderText.IsScalarText(ref reader)) return null;
        Span<byte> scratch = stackalloc byte[ReaderText.MaxScalar];
        return Parse(ReaderText.Trim(ReaderText.Get(in reader, scratch)));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, bool? value, JsonSerializerOptions options)
    {
        if (value is { } truth) writer.WriteBooleanValue(truth);
        else writer.WriteNullValue();
    }

    private static bool? Parse(ReadOnlySpan<byte> text)
    {
        if (Is(text, "true"u8) || Is(text, "yes"u8) || Is(text, "y"u8) || Is(text, "1"u8)) return true;
        if (Is(text, "false"u8) || Is(text, "no"u8) || Is(text, "n"u8) || Is(text, "0"u8)) return false;
        return null;
    }

    private static bool Is(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => System.Text.Ascii.EqualsIgnoreCase(text, word);
}
