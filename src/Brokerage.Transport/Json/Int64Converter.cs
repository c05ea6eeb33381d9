using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Transport;

/// <summary>Reads a whole number from a JSON number or a string (<c>5</c>, <c>"5"</c>, <c>5.0</c>); anything else is null, never zero.</summary>
public sealed class Int64Converter : JsonConverter<long?>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override long? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out long plain)) return plain;
        if (!DecimalConverter.TryRead(ref reader, out decimal value)) return null;
        if (value != decimal.Truncate(value)) return null;
        return value is >= long.MinValue and <= long.MaxValue ? (long)value : null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, long? value, JsonSerializerOptions options)
    {
        if (value is { } number) writer.WriteNumberValue(number);
        else writer.WriteNullValue();
    }
}
