namespace Brokerage.Simulator;

/// <summary>What a client needs to be let in. Made from the seed, unlike anything that is worth a secret.</summary>
public sealed record AlpacaCredentials
{
    /// <summary>The id of the API key: it begins with PK on paper and with AK live.</summary>
    public required string KeyId { get; init; }

    /// <summary>The secret of the API key.</summary>
    public required string SecretKey { get; init; }

    /// <summary>The application that may send users to the sign-in page.</summary>
    public required string OAuthClientId { get; init; }

    /// <summary>The application's secret.</summary>
    public required string OAuthClientSecret { get; init; }

    /// <summary>The only address to which users are sent back.</summary>
    public required string OAuthRedirectUri { get; init; }

    /// <inheritdoc/>
    public override string ToString() => KeyId;

    internal static AlpacaCredentials Make(ulong seed, bool live, string redirectUri)
    {
        // Whoever runs two simulators with one seed wants the same keys; nothing real opens with them.
        var random = new Random(unchecked((int)(seed * 2_654_435_761)));
        return new AlpacaCredentials
        {
            KeyId = (live ? "AK" : "PK") + Letters(random, 18, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"),
            SecretKey = Letters(random, 40, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"),
            OAuthClientId = Letters(random, 32, "0123456789abcdef"),
            OAuthClientSecret = Letters(random, 40, "0123456789abcdef"),
            OAuthRedirectUri = redirectUri,
        };
    }

    private static string Letters(Random random, int count, string alphabet) => string.Create(count, (random, alphabet), static (text, state) =>
    {
        for (var i = 0; i < text.Length; i++)
        {
            text[i] = state.alphabet[state.random.Next(state.alphabet.Length)];
        }
    });
}
