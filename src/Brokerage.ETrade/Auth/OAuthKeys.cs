using System.Diagnostics;
using System.Security.Cryptography;

namespace Brokerage.ETrade.Auth;

/// <summary>
/// What a request is signed with: the application's pair, and the pair of a request token or access token, if there is one yet. The key of
/// its HMAC-SHA1 is made ready once, which takes longer than to hash a request with it. Thread-safe.
/// </summary>
[DebuggerDisplay("***")]
internal sealed class OAuthKeys
{
    // E*TRADE's secrets have 64 and 44 letters, each of which could be encoded.
    private const int LongestKeyOnStack = 1024;

    private readonly Lock _lock = new();

    // Without a connection or file behind it, it is left to the end of its keys.
    private readonly IncrementalHash _mac;

    public OAuthKeys(string consumerKey, Secret consumerSecret, Secret? token = null, Secret? tokenSecret = null)
    {
        (ConsumerKey, ConsumerSecret, Token, TokenSecret) = (consumerKey, consumerSecret, token, tokenSecret);
        _mac = MacOf(consumerSecret.Reveal(), tokenSecret?.Reveal() ?? "");
    }

    public string ConsumerKey { get; }

    public Secret ConsumerSecret { get; }

    public Secret? Token { get; }

    public Secret? TokenSecret { get; }

    public override string ToString() => "***";

    /// <summary>Whether these are the keys of an application and its access token.</summary>
    public bool Are((string Key, Secret Secret) consumer, Secret token, Secret tokenSecret) =>
        string.Equals(ConsumerKey, consumer.Key, StringComparison.Ordinal) && AreSame(ConsumerSecret, consumer.Secret)
        && AreSame(Token, token) && AreSame(TokenSecret, tokenSecret);

    /// <summary>Writes the HMAC-SHA1 of a base string.</summary>
    public void Hash(ReadOnlySpan<byte> text, Span<byte> to)
    {
        lock (_lock)
        {
            _mac.AppendData(text);
            _mac.GetHashAndReset(to);
        }
    }

    private static bool AreSame(Secret? one, Secret other) => ReferenceEquals(one, other) || string.Equals(one?.Reveal(), other.Reveal(), StringComparison.Ordinal);

    private static IncrementalHash MacOf(string consumer, string token)
    {
        var most = ((consumer.Length + token.Length) * OAuthText.MostPerChar) + 1;
        Span<byte> key = most <= LongestKeyOnStack ? stackalloc byte[LongestKeyOnStack] : new byte[most];
        try
        {
            var length = OAuthText.Escape(consumer, key);
            key[length++] = (byte)'&';
            length += OAuthText.Escape(token, key[length..]);
#pragma warning disable CA5350 // E*TRADE knows no other method; as a keyed hash SHA-1 is not broken.
            return IncrementalHash.CreateHMAC(HashAlgorithmName.SHA1, key[..length]);
#pragma warning restore CA5350
        }
        finally
        {
            CryptographicOperations.ZeroMemory(key);
        }
    }
}
