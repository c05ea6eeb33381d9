using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Brokerage.Transport;

/// <summary>
/// Reads a map from names that the broker's data has, as symbols, to objects or lists. A field that a broker puts beside them (<c>"currency":
/// "USD"</c>) is left out, as an unknown field is anywhere else. Names are told apart by case; of two with one name the later counts.
/// </summary>
/// <typeparam name="T">The value, which must be known to the serializer context.</typeparam>
public sealed class ObjectMapConverter<T> : JsonConverter<IReadOnlyDictionary<string, T>?>
{
    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return null;
        }

        var info = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        JsonTokenType begins = info.Kind == JsonTypeInfoKind.Enumerable ? JsonTokenType.StartArray : JsonTokenType.StartObject;
        Dictionary<string, T> map = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString()!;
            reader.Read();
            if (reader.TokenType == begins) map[name] = JsonSerializer.Deserialize(ref reader, info)!;
            else reader.Skip();
        }

        return map;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyDictionary<string, T>? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        var info = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartObject();
        foreach ((string name, T item) in value)
        {
            writer.WritePropertyName(name);
            JsonSerializer.Serialize(writer, item, info);
        }

        writer.WriteEndObject();
    }
}
