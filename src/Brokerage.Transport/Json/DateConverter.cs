using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Transport;

/// <summary>Reads a calendar date from any spelling of <see cref="LenientTime.TryParseDate"/>; anything else is null. Writes <c>yyyy-MM-dd</c>.</summary>
public sealed class DateConverter : JsonConverter<DateOnly?>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override DateOnly? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (!ReaderText.IsScalarText(ref reader)) return null;
        Span<byte> scratch = stackalloc byte[ReaderText.MaxScalar];
        return LenientTime.TryParseDate(ReaderText.Get(in reader, scratch), out DateOnly value) ? value : null;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateOnly? value, JsonSerializerOptions options)
    {
        if (value is { } date) writer.WriteStringValue(date.ToString("O", CultureInfo.InvariantCulture));
        else writer.WriteNullValue();
    }
}
