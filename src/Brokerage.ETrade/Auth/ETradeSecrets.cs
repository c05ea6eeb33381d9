using Brokerage.Markets;

namespace Brokerage.ETrade.Auth;

/// <summary>How E*TRADE's tokens lie in a bag of secrets, and when a login ends.</summary>
internal static class ETradeSecrets
{
    public const string Scheme = "etrade.oauth1";
    public const string Token = "token";
    public const string TokenSecret = "token_secret";
    public const string World = "environment";

    // A request is on its way for a while, and the clocks are not the same: what is sent in the last minute may arrive in the next day.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <summary>How long a token may lie idle before it sleeps.</summary>
    public static readonly TimeSpan IdleLimit = TimeSpan.FromHours(2);

    public static ConnectionSecrets Of(OAuthPair pair, BrokerEnvironment environment, DateTimeOffset ends, DateTimeOffset now, string? subject)
    {
        return new ConnectionSecrets
        {
            Scheme = Scheme,
            Values = new Dictionary<string, Secret>(StringComparer.Ordinal)
            {
                [Token] = pair.Token,
                [TokenSecret] = pair.Secret,
                [World] = new Secret(environment.Kind.ToString()),
            },
            LoggedInAt = now,
            IssuedAt = now,
            AccessEndsAt = ends,
            LoginEndsAt = ends,
            Subject = subject,
        };
    }

    /// <summary>The same token, woken up: neither its login nor its end has moved.</summary>
    public static ConnectionSecrets Awake(ConnectionSecrets secrets, DateTimeOffset now) => new()
    {
        Scheme = secrets.Scheme,
        Values = secrets.Values,
        LoggedInAt = secrets.LoggedInAt,
        IssuedAt = now,
        AccessEndsAt = secrets.AccessEndsAt,
        LoginEndsAt = secrets.LoginEndsAt,
        Subject = secrets.Subject,
        Scopes = secrets.Scopes,
    };

    /// <summary>What requests are signed with. A token of one environment never signs for another: E*TRADE would answer with a riddle.</summary>
    /// <param name="secrets">The connection's.</param>
    /// <param name="consumer">The application's own pair.</param>
    /// <param name="environment">Where the requests go.</param>
    /// <param name="now">Now, by E*TRADE's clock.</param>
    /// <param name="known">What was signed with before; it is given back while nothing has changed.</param>
    /// <exception cref="BrokerageException">The secrets are of another kind or environment, or their login is over.</exception>
    public static OAuthKeys Keys(
        ConnectionSecrets secrets, (string Key, Secret Secret) consumer, BrokerEnvironment environment, DateTimeOffset now, OAuthKeys? known = null)
    {
        if (!string.Equals(secrets.Scheme, Scheme, StringComparison.Ordinal))
        {
            throw ETradeErrors.Misconfigured($"E*TRADE has no credentials of scheme '{secrets.Scheme}'.");
        }

        if (!string.Equals(secrets.Require(World, ETradeAdapter.BrokerId).Reveal(), environment.Kind.ToString(), StringComparison.Ordinal))
        {
            throw new BrokerageException(new BrokerageError(
                BrokerageErrorCode.EnvironmentMismatch, ETradeAdapter.BrokerId, $"The login was made in another environment than '{environment.Name}'."));
        }

        if (IsOver(secrets, now))
        {
            throw new BrokerageException(ETradeErrors.DayIsOver);
        }

        var (token, secret) = (secrets.Require(Token, ETradeAdapter.BrokerId), secrets.Require(TokenSecret, ETradeAdapter.BrokerId));
        return known?.Are(consumer, token, secret) == true ? known : new OAuthKeys(consumer.Key, consumer.Secret, token, secret);
    }

    /// <summary>Whether a login is over, or so near to its end that nothing is sent with it any more.</summary>
    /// <param name="secrets">The connection's.</param>
    /// <param name="now">Now at the latest, by E*TRADE's clock.</param>
    public static bool IsOver(ConnectionSecrets secrets, DateTimeOffset now) => secrets.LoginEndsAt <= now + Margin;

    /// <summary>The application's own pair in an environment.</summary>
    /// <exception cref="BrokerageException"><see cref="BrokerageErrorCode.Misconfigured"/>: there is none.</exception>
    public static (string Key, Secret Secret) Consumer(ETradeOptions options, BrokerEnvironment environment)
    {
        var isLive = environment.Kind == EnvironmentKind.Live;
        var (key, secret) = isLive ? (options.ConsumerKey, options.ConsumerSecret) : (options.SandboxConsumerKey, options.SandboxConsumerSecret);
        return key is { Length: > 0 } && secret is not null
            ? (key, secret)
            : throw ETradeErrors.Misconfigured(isLive
                ? $"The application has no {nameof(ETradeOptions.ConsumerKey)}, which the live environment needs."
                : $"The application has no {nameof(ETradeOptions.SandboxConsumerKey)}, which '{environment.Name}' needs.");
    }

    /// <summary>The midnight in New York at which a login ends: the next one, or a later one where the key has been extended.</summary>
    public static DateTimeOffset EndOf(DateTimeOffset login, int days) =>
        NewYorkTime.At(NewYorkTime.DateAt(login).AddDays(days), TimeOnly.MinValue);
}
