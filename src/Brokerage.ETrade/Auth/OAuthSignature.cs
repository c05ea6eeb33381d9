using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Brokerage.ETrade.Auth;

/// <summary>
/// OAuth 1.0a with HMAC-SHA1, the one method that E*TRADE takes (RFC 5849, 3.4). Bodies are not signed. The address is signed as it is
/// sent: its path is encoded once more as it stands, whichever of its characters were escaped. Pure, but for the nonce that is handed in.
/// </summary>
internal static class OAuthSignature
{
    private const int HashLength = 20;
    private const int LongestKeyOnStack = 512;

    /// <summary>The value of the header <c>Authorization</c>.</summary>
    /// <param name="method">The HTTP method, in upper case.</param>
    /// <param name="address">The whole address.</param>
    /// <param name="keys">What to sign with.</param>
    /// <param name="extra">A further parameter, such as <c>oauth_verifier</c>; an empty name for none.</param>
    /// <param name="timestamp">Seconds since 1970, by E*TRADE's clock.</param>
    /// <param name="nonce">Never used before: letters and digits.</param>
    public static string Header(
        string method, Uri address, in OAuthKeys keys, (string Name, string Value) extra, long timestamp, ReadOnlySpan<char> nonce)
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
        string method, Uri address, in OAuthKeys keys, (string Name, string Value) extra, long timestamp, ReadOnlySpan<char> nonce)
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
        string method, Uri address, in OAuthKeys keys, (string Name, string Value) extra, ReadOnlySpan<char> time, ReadOnlySpan<char> nonce, Span<byte> hash)
    {
        var consumer = keys.ConsumerSecret.Reveal();
        var token = keys.TokenSecret?.Reveal() ?? "";
        var most = ((consumer.Length + token.Length) * OAuthText.MostPerChar) + 1;
        var buffer = ArrayPool<byte>.Shared.Rent(MostBytes(method, address, keys, extra));
        Span<byte> key = most <= LongestKeyOnStack ? stackalloc byte[LongestKeyOnStack] : new byte[most];
        try
        {
            var keyLength = OAuthText.Escape(consumer, key);
            key[keyLength++] = (byte)'&';
            keyLength += OAuthText.Escape(token, key[keyLength..]);
            var length = WriteBase(method, address, keys, extra, time, nonce, buffer);
#pragma warning disable CA5350 // E*TRADE knows no other method; as a keyed hash SHA-1 is not broken.
            HMACSHA1.HashData(key[..keyLength], buffer.AsSpan(0, length), hash);
#pragma warning restore CA5350
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static int WriteBase(
        string method, Uri address, in OAuthKeys keys, (string Name, string Value) extra, ReadOnlySpan<char> time, ReadOnlySpan<char> nonce, Span<byte> to)
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
        list.Add("oauth_consumer_key", keys.ConsumerKey);
        list.Add("oauth_nonce", nonce);
        list.Add("oauth_signature_method", "HMAC-SHA1");
        list.Add("oauth_timestamp", time);
        list.Add("oauth_version", "1.0");
        if (keys.Token is { } token)
        {
            list.Add("oauth_token", token.Reveal());
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
        in OAuthKeys keys, (string Name, string Value) extra, ReadOnlySpan<char> time, ReadOnlySpan<char> nonce, ReadOnlySpan<byte> signature)
    {
        var token = keys.Token?.Reveal();
        var buffer = ArrayPool<byte>.Shared.Rent(ParameterBytes(0, keys, extra));
        try
        {
            var at = OAuthText.Copy("OAuth realm=\"\"", buffer);
            at += Pair("oauth_consumer_key", keys.ConsumerKey, buffer.AsSpan(at));
            at += Pair("oauth_nonce", nonce, buffer.AsSpan(at));
            at += Pair("oauth_signature_method", "HMAC-SHA1", buffer.AsSpan(at));
            at += Pair("oauth_timestamp", time, buffer.AsSpan(at));
            at += token is null ? 0 : Pair("oauth_token", token, buffer.AsSpan(at));
            at += extra.Name.Length == 0 ? 0 : Pair(extra.Name, extra.Value, buffer.AsSpan(at));
            at += Pair("oauth_version", "1.0", buffer.AsSpan(at));
            at += OAuthText.Copy(",oauth_signature=\"", buffer.AsSpan(at));
            at += OAuthText.Escape(signature, buffer.AsSpan(at));
            buffer[at++] = (byte)'"';
            return Encoding.ASCII.GetString(buffer, 0, at);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static int Pair(ReadOnlySpan<char> name, ReadOnlySpan<char> value, Span<byte> to)
    {
        to[0] = (byte)',';
        var at = 1 + OAuthText.Copy(name, to[1..]);
        to[at++] = (byte)'=';
        to[at++] = (byte)'"';
        at += OAuthText.Escape(value, to[at..]);
        to[at++] = (byte)'"';
        return at;
    }

    private static int ParameterBytes(int queryLength, in OAuthKeys keys, (string Name, string Value) extra) =>
        ((keys.ConsumerKey.Length + (keys.Token?.Reveal().Length ?? 0) + extra.Name.Length + extra.Value.Length) * OAuthText.MostPerChar) + (queryLength * 3) + 512;

    private static int MostBytes(string method, Uri address, in OAuthKeys keys, (string Name, string Value) extra)
    {
        // Each byte of a parameter may be encoded twice; the address once.
        var parameters = ParameterBytes(address.AbsoluteUri.Length, keys, extra);
        return method.Length + (address.AbsoluteUri.Length * 3) + (parameters * 4) + 64;
    }
}
