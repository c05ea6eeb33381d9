namespace Brokerage.Alpaca.Auth;

/// <summary>How Alpaca's credentials lie in a bag of secrets, and the guard that keeps live keys from paper hosts and paper keys from live ones.</summary>
internal static class AlpacaSecrets
{
    public const string KeyScheme = "alpaca.keys";
    public const string OAuthScheme = "alpaca.oauth";
    public const string KeyId = "key_id";
    public const string SecretKey = "secret_key";
    public const string AccessToken = "access_token";

    public static ConnectionSecrets FromKeys(string keyId, Secret secretKey, DateTimeOffset now, string? subject = null) => new()
    {
        Scheme = KeyScheme,
        Values = new Dictionary<string, Secret>(StringComparer.Ordinal) { [KeyId] = new Secret(keyId), [SecretKey] = secretKey },
        LoggedInAt = now,
        IssuedAt = now,
        Subject = subject,
    };

    public static ConnectionSecrets FromToken(Secret token, IReadOnlyList<string> scopes, DateTimeOffset now, string? subject = null) => new()
    {
        Scheme = OAuthScheme,
        Values = new Dictionary<string, Secret>(StringComparer.Ordinal) { [AccessToken] = token },
        LoggedInAt = now,
        IssuedAt = now,
        Subject = subject,
        Scopes = scopes,
    };

    public static string Require(ConnectionSecrets secrets, string name) => secrets.Require(name, AlpacaAdapter.BrokerId).Reveal();

    /// <summary>
    /// Alpaca marks a key's world by its first letters. That is not promised anywhere, so it only refuses: a paper key never goes to the
    /// live host, a live key never to the paper host, and other letters are left to the host to judge.
    /// </summary>
    public static void RequireKeyFits(string keyId, BrokerEnvironment environment)
    {
        if (KeyMismatch(keyId, environment.Kind) is { } why)
        {
            throw new BrokerageException(new BrokerageError(BrokerageErrorCode.EnvironmentMismatch, AlpacaAdapter.BrokerId, why)
            {
                Recovery = RecoveryAction.TellOperator,
            });
        }
    }

    /// <summary>Why the key cannot belong to the environment; null where it may.</summary>
    public static string? KeyMismatch(string keyId, EnvironmentKind kind) => kind switch
    {
        EnvironmentKind.Live when keyId.StartsWith("PK", StringComparison.OrdinalIgnoreCase) =>
            "The key is a paper key (PK…), and the environment is live.",
        EnvironmentKind.Paper when keyId.StartsWith("AK", StringComparison.OrdinalIgnoreCase) =>
            "The key is a live key (AK…), and the environment is paper.",
        _ => null,
    };

    public static BrokerageException Misconfigured(string why) =>
        new(new BrokerageError(BrokerageErrorCode.Misconfigured, AlpacaAdapter.BrokerId, why) { Recovery = RecoveryAction.TellOperator });
}
