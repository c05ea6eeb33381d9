using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Transport;

/// <summary>
/// Reads text that is nearly always one of a few words: a list repeats them row by row, so they are not made anew each time. Any other text is
/// read as <see cref="TextConverter"/> reads it. An adapter derives one with its broker's words, and names it on the members that hold them.
/// </summary>
public abstract class WordConverter : JsonConverter<string?>
{
    private static readonly TextConverter Text = new();

    private readonly (byte[] Utf8, string Word)[][] _byLength;

    /// <summary>Makes a converter of words in ASCII, as the broker writes them: case counts.</summary>
    protected WordConverter(params IReadOnlyCollection<string> words)
    {
        ArgumentNullException.ThrowIfNull(words);
        _byLength =
        [
            .. Enumerable.Range(0, words.Max(word => word.Length) + 1)
                .Select(length => words.Where(word => word.Length == length).Select(word => (Encoding.ASCII.GetBytes(word), word)).ToArray()),
        ];
    }

    /// <inheritdoc/>
    public sealed override bool HandleNull => true;

    /// <inheritdoc/>
    public sealed override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        bool isPlain = reader.TokenType == JsonTokenType.String && ReaderText.IsWhole(in reader);
        return isPlain && Known(reader.ValueSpan) is { } word ? word : Text.Read(ref reader, typeToConvert, options);
    }

    /// <inheritdoc/>
    public sealed override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    private string? Known(ReadOnlySpan<byte> text)
    {
        if (text.Length >= _byLength.Length) return null;
        foreach ((byte[] utf8, string word) in _byLength[text.Length])
        {
            if (text.SequenceEqual(utf8)) return word;
        }

        return null;
    }
}
