using System.Text.Json;

namespace Brokerage.Transport;

/// <summary>Access to the text of a scalar token without making a string of it.</summary>
internal static class ReaderText
{
    /// <summary>Longest scalar that is looked at as number, time or word of truth; anything longer is not one.</summary>
    public const int MaxScalar = 128;

    /// <summary>Whether the token's text lies there as it is: <see cref="Utf8JsonReader.ValueSpan"/> is all of it.</summary>
    public static bool IsWhole(in Utf8JsonReader reader) => !reader.HasValueSequence && !reader.ValueIsEscaped;

    /// <summary>The token's text: unescaped for strings, as written for numbers. Empty when it is too long to be a scalar.</summary>
    public static ReadOnlySpan<byte> Get(in Utf8JsonReader reader, Span<byte> scratch)
    {
        if (IsWhole(in reader)) return reader.ValueSpan;
        long length = reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length;
        if (length > scratch.Length) return [];
        if (reader.TokenType == JsonTokenType.String) return scratch[..reader.CopyString(scratch)];

        int at = 0;
        foreach (ReadOnlyMemory<byte> part in reader.ValueSequence)
        {
            part.Span.CopyTo(scratch[at..]);
            at += part.Length;
        }

        return scratch[..at];
    }

    /// <summary>True when the token is a string or a number; otherwise moves past whatever it is.</summary>
    public static bool IsScalarText(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.Number) return true;
        if (reader.TokenType == JsonTokenType.Null) return false;
        // What is skipped was read ahead: only this way works on a part of a stream, too.
        reader.TrySkip();
        return false;
    }

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8);
}
