using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Transport;

/// <summary>As <see cref="InstantConverter"/>, for fields that a broker documents as UTC and sends without an offset.</summary>
public sealed class UtcInstantConverter : JsonConverter<DateTimeOffset?>
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        InstantConverter.Read(ref reader, assumeUtc: true);

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options)
    {
        if (value is { } instant) writer.WriteStringValue(instant.UtcDateTime);
        else writer.WriteNullValue();
    }
}
