using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Transport;

/// <summary>
/// Reads a broker's word as <see cref="Raw{T}"/> through a <see cref="WordTable{T}"/>. Derive one sealed class per enumeration and name it
/// in <see cref="JsonConverterAttribute"/>; wire records that keep the word as text can call <see cref="WordTable{T}.Map"/> instead.
/// </summary>
/// <typeparam name="T">An enumeration whose default value is <c>Unknown</c>.</typeparam>
/// <param name="words">The broker's words.</param>
public abstract class RawConverter<T>(WordTable<T> words) : JsonConverter<Raw<T>>
    where T : struct, Enum
{
    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <inheritdoc/>
    public override Raw<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String) return words.Map(reader.GetString());
        if (reader.TokenType is not (JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False))
        {
            reader.TrySkip();
            return words.Map(null);
        }

        return words.Map(new TextConverter().Read(ref reader, typeof(string), options));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Raw<T> value, JsonSerializerOptions options) => writer.WriteStringValue(value.Text);
}
