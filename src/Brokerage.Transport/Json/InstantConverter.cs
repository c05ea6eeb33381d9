using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Transport;

/// <summary>
/// Reads an instant, in UTC, from any spelling of <see cref="LenientTime.TryParseInstant"/>. A time without offset, <c>""</c>, <c>null</c>,
/// <c>0</c> and anything unreadable are null. Writes ISO 8601.
/// </summary>
public sealed class InstantConverter : JsonConverter<DateTimeOffset?>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader, assumeUtc: false);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } instant) writer.WriteStringValue(instant.UtcDateTime);
        else writer.WriteNullValue();
    }

    internal static DateTimeOffset? Read(ref Utf8JsonReader reader, bool assumeUtc)
    {
        if (reader.TokenType == JsonTokenType.Number)
            return DecimalConverter.TryRead(ref reader, out decimal unix) && UnixTime.TryConvert(unix, out DateTimeOffset at) ? at : null;
        if (!ReaderText.IsScalarText(ref reader)) return null;
        if (!ReaderText.IsWhole(in reader)) return ReadParts(in reader, assumeUtc);
        return LenientTime.TryParseInstant(reader.ValueSpan, assumeUtc, out DateTimeOffset value) ? value : null;
    }

    private static DateTimeOffset? ReadParts(in Utf8JsonReader reader, bool assumeUtc)
    {
        Span<byte> scratch = stackalloc byte[ReaderText.MaxScalar];
        return LenientTime.TryParseInstant(ReaderText.Get(in reader, scratch), assumeUtc, out DateTimeOffset value) ? value : null;
    }
}
