using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Brokerage.Transport;

/// <summary>
/// Reads a list that a broker sends as an array, as a bare object when it has one element, or as <c>null</c>, <c>"null"</c> or <c>""</c>
/// when it has none. The element type must be known to the serializer context.
/// </summary>
/// <typeparam name="T">The element.</typeparam>
public sealed class OneOrManyConverter<T> : JsonConverter<IReadOnlyList<T>?>
{
    /// <inheritdoc/>
    public override IReadOnlyList<T>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null) return null;
        if (reader.TokenType == JsonTokenType.String) return IsNone(ref reader) ? null : throw new JsonException("A list was expected.");
        var info = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        if (reader.TokenType != JsonTokenType.StartArray) return [Element(ref reader, info)];

        List<T> items = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray) items.Add(Element(ref reader, info));
        return items;
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, IReadOnlyList<T>? value, JsonSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNullValue();
            return;
        }

        var info = (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));
        writer.WriteStartArray();
        foreach (T item in value) JsonSerializer.Serialize(writer, item, info);
        writer.WriteEndArray();
    }

    // Any other text would make what a list holds disappear.
    private static bool IsNone(ref Utf8JsonReader reader) => reader.GetString() is var text && (string.IsNullOrWhiteSpace(text) || text is "null");

    private static T Element(ref Utf8JsonReader reader, JsonTypeInfo<T> info) =>
        JsonSerializer.Deserialize(ref reader, info) ?? throw new JsonException("An element of the list is null.");
}
