using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Brokerage.ETrade.Auth;

/// <summary>
/// OAuth 1.0a with HMAC-SHA1, the one method that E*TRADE takes (RFC 5849, 3.4). Bodies are not signed. The address is signed as it is
/// sent: its path is encoded once more as it stands, whichever of its characters were escaped. Pure, but for the nonce that is handed in.
/// </summary>
internal static class OAuthSignature
{
    private const int HashLength = 20;

    /// <summary>The value of the header <c>Authorization</c>.</summary>
    /// <param name="method">The HTTP method, in upper case.</param>
    /// <param name="address">The whole address.</param>
    /// <param name="keys">What to sign with.</param>
    /// <param name="extra">A further parameter, such as <c>oauth_verifier</c>; an empty name for none.</param>
    /// <param name="timestamp">Seconds since 1970, by E*TRADE's clock.</param>
    /// <param name="nonce">Never used before: letters and digits.</param>
    public static string Header(
        string method, Uri address, OAuthKeys keys, (string Name, string Value) extra, long timestamp, ReadOnlySpan<char> nonce)
    {
        Span<char> time = stackalloc char[20];
        timestamp.TryFormat(time, out var length, provider: CultureInfo.InvariantCulture);
        Span<byte> hash = stackalloc byte[HashLength];
        Sign(method, address, keys, extra, time[..length], nonce, hash);
        Span<byte> signature = stackalloc byte[28];
        Base64.EncodeToUtf8(hash, signature, out _, out _);
        return Write(keys, extra, time[..length], nonce, signature);
    }

    /// <summary>The signature's base string, for people who compare it with E*TRADE's documents.</summary>
    public static string Base(
        string method, Uri address, OAuthKeys keys, (string Name, string Value) extra, long timestamp, ReadOnlySpan<char> nonce)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes(method, address, keys, extra));
        try
        {
            var length = WriteBase(method, address, keys, extra, timestamp.ToString(CultureInfo.InvariantCulture), nonce, buffer);
            return Encoding.ASCII.GetString(buffer, 0, length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static void Sign(
        string method, Uri address, OAuthKeys keys, (string Name, string Value) extra, ReadOnlySpan<char> time, ReadOnlySpan<char> nonce, Span<byte> hash)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes(method, address, keys, extra));
        try
        {
            keys.Hash(buffer.AsSpan(0, WriteBase(method, address, keys, extra, time, nonce, buffer)), hash);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int WriteBase(
        string method, Uri address, OAuthKeys keys, (string Name, string Value) extra, ReadOnlySpan<char> time, ReadOnlySpan<char> nonce, Span<byte> to)
    {
        // Scheme and host are in lower case in it, and the port is left out where it is the scheme's own.
        var whole = address.AbsoluteUri.AsSpan();
        if (whole.IndexOf('#') is >= 0 and var fragment)
        {
            whole = whole[..fragment];
        }

        var question = whole.IndexOf('?');
        var query = question < 0 ? [] : whole[(question + 1)..];

        // The base takes the first part of the buffer, the parameters that go into it the last.
        var parameters = to[^ParameterBytes(query.Length, keys, extra)..];
        Span<OAuthParameter> rows = stackalloc OAuthParameter[8 + Math.Min(query.Count('&') + 1, 120)];
        var list = new OAuthParameters(parameters, rows);
        list.Add("oauth_consumer_key"u8, keys.ConsumerKey);
        list.Add("oauth_nonce"u8, nonce);
        list.Add("oauth_signature_method"u8, "HMAC-SHA1");
        list.Add("oauth_timestamp"u8, time);
        list.Add("oauth_version"u8, "1.0");
        if (keys.Token is { } token)
        {
            list.Add("oauth_token"u8, token.Reveal());
        }

        if (extra.Name.Length > 0)
        {
            list.Add(extra.Name, extra.Value);
        }

        list.AddQuery(query);
        var written = OAuthText.Copy(method, to);
        to[written++] = (byte)'&';
        written += OAuthText.Escape(question < 0 ? whole : whole[..question], to[written..]);
        to[written++] = (byte)'&';
        return written + list.WriteBase(to[written..]);
    }

    private static string Write(
        OAuthKeys keys, (string Name, string Value) extra, ReadOnlySpan<char> time, ReadOnlySpan<char> nonce, ReadOnlySpan<byte> signature)
    {
        var token = keys.Token?.Reveal();
        var buffer = ArrayPool<byte>.Shared.Rent(ParameterBytes(0, keys, extra));
        try
        {
            var at = Value("OAuth realm=\"\",oauth_consumer_key=\""u8, keys.ConsumerKey, buffer);
            at += Value("\",oauth_nonce=\""u8, nonce, buffer.AsSpan(at));
            at += Value("\",oauth_signature_method=\"HMAC-SHA1\",oauth_timestamp=\""u8, time, buffer.AsSpan(at));
            at += token is null ? 0 : Value("\",oauth_token=\""u8, token, buffer.AsSpan(at));
            at += extra.Name.Length == 0 ? 0 : Extra(extra, buffer.AsSpan(at));
            at += Value("\",oauth_version=\"1.0\",oauth_signature=\""u8, [], buffer.AsSpan(at));
            at += OAuthText.Escape(signature, buffer.AsSpan(at));
            buffer[at++] = (byte)'"';
            return Encoding.ASCII.GetString(buffer, 0, at);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    // What stands between two values is the same in every header.
    private static int Value(ReadOnlySpan<byte> before, ReadOnlySpan<char> value, Span<byte> to)
    {
        before.CopyTo(to);
        return before.Length + OAuthText.Escape(value, to[before.Length..]);
    }

    private static int Extra((string Name, string Value) extra, Span<byte> to)
    {
        var at = Value("\","u8, extra.Name, to);
        return at + Value("=\""u8, extra.Value, to[at..]);
    }

    private static int ParameterBytes(int queryLength, OAuthKeys keys, (string Name, string Value) extra) =>
        ((keys.ConsumerKey.Length + (keys.Token?.Reveal().Length ?? 0) + extra.Name.Length + extra.Value.Length) * OAuthText.MostPerChar) + (queryLength * 3) + 512;

    private static int MostBytes(string method, Uri address, OAuthKeys keys, (string Name, string Value) extra)
    {
        // Each byte of a parameter may be encoded twice; the address once.
        var parameters = ParameterBytes(address.AbsoluteUri.Length, keys, extra);
        return method.Length + (address.AbsoluteUri.Length * 3) + (parameters * 4) + 64;
    }
}
