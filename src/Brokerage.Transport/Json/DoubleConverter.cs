using System.Buffers.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Transport;

/// <summary>
/// Reads a double from a JSON number or from a string, for what is computed and not counted: greeks and volatilities. <c>""</c>, <c>null</c>
/// and anything that is no finite number become null. Nothing becomes zero that was not zero.
/// </summary>
public sealed class DoubleConverter : JsonConverter<double?>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override double? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!ReaderText.IsScalarText(ref reader)) return null;
        Span<byte> scratch = stackalloc byte[ReaderText.MaxScalar];
        ReadOnlySpan<byte> text = ReaderText.Trim(ReaderText.Get(in reader, scratch));
        bool isNumber = Utf8Parser.TryParse(text, out double value, out int used) && used == text.Length && double.IsFinite(value);
        return isNumber && (value != 0d || !LenientNumber.HasNonZeroDigit(text)) ? value : null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, double? value, JsonSerializerOptions options)
    {
        if (value is { } number) writer.WriteNumberValue(number);
        else writer.WriteNullValue();
    }
}
