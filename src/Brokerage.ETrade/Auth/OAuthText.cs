using System.Buffers;
using System.Text;

namespace Brokerage.ETrade.Auth;

/// <summary>
/// Percent-encoding as OAuth wants it (RFC 5849, 3.6): what RFC 3986 calls unreserved stays, every other byte becomes <c>%XX</c> in upper
/// case. Writes bytes, so that a signature costs no strings.
/// </summary>
internal static class OAuthText
{
    /// <summary>How many bytes a text can become at most.</summary>
    public const int MostPerChar = 9;

    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    // What stays is copied in whole stretches: most of what is signed stays.
    private static readonly SearchValues<char> StayingChars = SearchValues.Create(Unreserved);
    private static readonly SearchValues<byte> StayingBytes = SearchValues.Create(Encoding.ASCII.GetBytes(Unreserved));

    /// <summary>Encodes text.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int Escape(ReadOnlySpan<char> text, Span<byte> to)
    {
        var written = 0;
        Span<byte> utf8 = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            var stays = text.IndexOfAnyExcept(StayingChars);
            stays = stays < 0 ? text.Length : stays;
            written += Copy(text[..stays], to[written..]);
            text = text[stays..];
            if (text.IsEmpty)
            {
                break;
            }

            // Half of a pair becomes U+FFFD, as encoders do.
            Rune.DecodeFromUtf16(text, out var rune, out var consumed);
            foreach (var part in utf8[..rune.EncodeToUtf8(utf8)])
            {
                written += Put(part, to[written..]);
            }

            text = text[consumed..];
        }

        return written;
    }

    /// <summary>Encodes bytes once more: what is encoded already becomes a part of the signature's base.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int Escape(ReadOnlySpan<byte> text, Span<byte> to)
    {
        var written = 0;
        while (!text.IsEmpty)
        {
            var stays = text.IndexOfAnyExcept(StayingBytes);
            stays = stays < 0 ? text.Length : stays;
            text[..stays].CopyTo(to[written..]);
            written += stays;
            text = text[stays..];
            if (!text.IsEmpty)
            {
                written += Put(text[0], to[written..]);
                text = text[1..];
            }
        }

        return written;
    }

    /// <summary>Decodes a part of a query and encodes it again: addresses may be escaped in more ways than one.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int EscapeQuery(ReadOnlySpan<char> part, Span<byte> to)
    {
        var written = 0;
        while (!part.IsEmpty)
        {
            var stays = part.IndexOfAnyExcept(StayingChars);
            stays = stays < 0 ? part.Length : stays;
            written += Copy(part[..stays], to[written..]);
            part = part[stays..];
            if (part.IsEmpty)
            {
                break;
            }

            var isEscaped = part is ['%', var high, var low, ..] && char.IsAsciiHexDigit(high) && char.IsAsciiHexDigit(low);
            written += Put(isEscaped ? (byte)((Digit(part[1]) << 4) | Digit(part[2])) : part[0] == '+' ? (byte)' ' : (byte)part[0], to[written..]);
            part = part[(isEscaped ? 3 : 1)..];
        }

        return written;
    }

    /// <summary>Copies ASCII text as it is.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int Copy(ReadOnlySpan<char> ascii, Span<byte> to) => Encoding.ASCII.GetBytes(ascii, to);

    private static int Put(byte value, Span<byte> to)
    {
        if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
        {
            to[0] = value;
            return 1;
        }

        const string Digits = "0123456789ABCDEF";
        to[0] = (byte)'%';
        to[1] = (byte)Digits[value >> 4];
        to[2] = (byte)Digits[value & 15];
        return 3;
    }

    private static int Digit(char hex) => char.IsAsciiDigit(hex) ? hex - '0' : (hex | ' ') - 'a' + 10;
}
