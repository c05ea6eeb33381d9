using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Transport;

/// <summary>As <see cref="DecimalConverter"/>, but writes the decimal as a JSON string, with its scale and never with an exponent.</summary>
public sealed class DecimalTextConverter : JsonConverter<decimal?>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override decimal? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DecimalConverter.TryRead(ref reader, out decimal value) ? value : null;

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal? value, JsonSerializerOptions options)
    {
        if (value is not { } number)
        {
            writer.WriteNullValue();
            return;
        }

        Span<byte> text = stackalloc byte[ReaderText.MaxScalar];
        number.TryFormat(text, out int length, default, CultureInfo.InvariantCulture);
        writer.WriteStringValue(text[..length]);
    }
}
