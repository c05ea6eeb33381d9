using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Transport;

/// <summary>
/// Reads a decimal exactly from a JSON number or from a string. <c>""</c>, <c>null</c> and anything that is not a number
/// (<c>"N/A"</c>, an object) become null: the broker does not say. Nothing becomes zero that was not zero.
/// Writes a JSON number.
/// </summary>
public sealed class DecimalConverter : JsonConverter<decimal?>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TryRead(ref reader, out decimal value) ? value : null;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options)
    {
        if (value is { } number) writer.WriteNumberValue(number);
        else writer.WriteNullValue();
    }

    internal static bool TryRead(ref Utf8JsonReader reader, out decimal value)
    {
        value = 0m;
        if (!ReaderText.IsScalarText(ref reader)) return false;
        return ReaderText.IsWhole(in reader) ? LenientNumber.TryParse(reader.ValueSpan, out value) : TryReadParts(in reader, out value);
    }

    // Apart, since a stack that is cleared for every number costs as much as the number.
    private static bool TryReadParts(in Utf8JsonReader reader, out decimal value)
    {
        Span<byte> scratch = stackalloc byte[ReaderText.MaxScalar];
        return LenientNumber.TryParse(ReaderText.Get(in reader, scratch), out value);
    }
}
