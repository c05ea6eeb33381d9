using System.Security.Cryptography;
using System.Text;

namespace Brokerage.Simulator;

/// <summary>An application's key at the broker. Made from the seed, unlike anything that is worth a secret.</summary>
public sealed record ETradeCredentials
{
    /// <summary>The consumer key; production and sandbox have different ones.</summary>
    public required string ConsumerKey { get; init; }

    /// <summary>The consumer secret.</summary>
    public required string ConsumerSecret { get; init; }

    /// <inheritdoc/>
    public override string ToString() => ConsumerKey;

    internal static ETradeCredentials Make(ulong seed, ETradeMode mode) => new()
    {
        ConsumerKey = Hash("key", seed, mode)[..32],
        ConsumerSecret = Hash("secret", seed, mode),
    };

    // Whoever runs two simulators with one seed wants the same keys; nothing real opens with them.
    private static string Hash(string what, ulong seed, ETradeMode mode) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"e*trade {what} {mode} {seed}")));
}
