using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Transport;

/// <summary>
/// Reads a decimal exactly from a JSON number or from a string, and refuses what is not one with a <see cref="JsonException"/>:
/// for fields without which an answer has no meaning. Everything else belongs into a <c>decimal?</c> with <see cref="DecimalConverter"/>.
/// </summary>
public sealed class RequiredDecimalConverter : JsonConverter<decimal>
{
    /// <inheritdoc/>
    public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        DecimalConverter.TryRead(ref reader, out decimal value) ? value : throw new JsonException("A number was expected.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}
