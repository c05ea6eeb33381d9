namespace Brokerage;

/// <summary>
/// Everything that proves a login to a broker, whatever its kind: OAuth 1 pairs, OAuth 2 tokens, API keys, PEM keys, a session token, or
/// nothing at all (a gateway that is logged in elsewhere). Stored by vaults alone, as the bytes of <see cref="SecretCodec"/>: a general
/// serialiser would lose the values.
/// </summary>
public sealed class ConnectionSecrets
{
    /// <summary>What the values are, in the adapter's words: <c>api-key</c>, <c>oauth2</c>, <c>oauth1</c>. Chosen by the adapter alone.</summary>
    public required string Scheme { get; init; }

    /// <summary>The named secrets of the scheme.</summary>
    public required IReadOnlyDictionary<string, Secret> Values { get; init; }

    /// <summary>When a person last logged in (UTC). A refresh never moves it: some logins end a fixed time after it.</summary>
    public required DateTimeOffset LoggedInAt { get; init; }

    /// <summary>When these values were issued (UTC).</summary>
    public required DateTimeOffset IssuedAt { get; init; }

    /// <summary>When access ends unless renewed (UTC); null where the broker does not say.</summary>
    public DateTimeOffset? AccessEndsAt { get; init; }

    /// <summary>When a person must log in again (UTC); null where the broker does not say.</summary>
    public DateTimeOffset? LoginEndsAt { get; init; }

    /// <summary>Who logged in, if the broker tells: a later login of somebody else must not take over the connection.</summary>
    public string? Subject { get; init; }

    /// <summary>The scopes that were granted.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>A secret that the scheme needs.</summary>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.Misconfigured"/>: it is not there.</exception>
    public Secret Require(string name, BrokerId broker)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        return Values.TryGetValue(name, out var secret)
            ? secret
            : throw new BrokerageException(new BrokerageError(
                BrokerageErrorCode.Misconfigured, broker, $"The connection's secrets ({Scheme}) hold no value named '{name}'."));
    }

    /// <summary>The scheme and the names of the values, never the values.</summary>
    public override string ToString() => $"{Scheme}: {string.Join(", ", Values.Keys.Order(StringComparer.Ordinal))}";
}
