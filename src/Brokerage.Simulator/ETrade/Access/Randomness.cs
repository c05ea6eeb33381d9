using System.Security.Cryptography;
using System.Text;

namespace Brokerage.Simulator.ETrade.Access;

/// <summary>Tokens, secrets and codes that follow from the seed. Thread-safe.</summary>
internal sealed class Randomness(ulong seed)
{
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

    private long _count;

    /// <summary>Base64 with at least one character that has to be escaped beside the padding, since such tokens are where clients stumble.</summary>
    public string Token()
    {
        while (true)
        {
            var text = Convert.ToBase64String(Next());
            if (text.AsSpan().ContainsAny('+', '/'))
            {
                return text;
            }
        }
    }

    /// <summary>A code that a person types.</summary>
    public string Verifier()
    {
        var bytes = Next();
        return string.Create(6, bytes, static (text, from) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = Letters[from[i] % Letters.Length];
            }
        });
    }

    public string Trace() => Convert.ToHexString(Next().AsSpan(0, 16));

    private byte[] Next() => SHA256.HashData(Encoding.UTF8.GetBytes($"e*trade {seed} {Interlocked.Increment(ref _count)}"));
}
