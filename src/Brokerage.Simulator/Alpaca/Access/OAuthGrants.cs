namespace Brokerage.Simulator.Alpaca.Access;

/// <summary>Codes and tokens that users have granted. A code is taken once and lives ten minutes; a token does not end. Thread-safe.</summary>
internal sealed class OAuthGrants(string environment, Func<string> newToken, TimeProvider time)
{
    private static readonly TimeSpan CodeLife = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Code> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Grant> _tokens = new(StringComparer.Ordinal);

    /// <summary>A user approves: the code that his browser carries back.</summary>
    public string Approve(string clientId, string redirectUri, string scope, string? wantedEnvironment)
    {
        var code = newToken();
        lock (_lock)
        {
            _codes[code] = new Code(clientId, redirectUri, scope, wantedEnvironment, time.GetUtcNow() + CodeLife);
        }

        return code;
    }

    /// <summary>The application redeems the code; null when it is unknown, used, expired, or another application's.</summary>
    public (string Token, string Scope)? Redeem(string code, string clientId, string redirectUri)
    {
        lock (_lock)
        {
            if (!_codes.Remove(code, out var granted)
                || granted.Ends <= time.GetUtcNow()
                || !string.Equals(granted.ClientId, clientId, StringComparison.Ordinal)
                || !string.Equals(granted.RedirectUri, redirectUri, StringComparison.Ordinal))
            {
                return null;
            }

            var token = newToken();
            _tokens[token] = new Grant(granted.Scope, granted.Environment);
            return (token, granted.Scope);
        }
    }

    /// <summary>The user removes the application: its tokens are refused from now on.</summary>
    public void RevokeAll()
    {
        lock (_lock)
        {
            _tokens.Clear();
        }
    }

    /// <summary>A token covers the environment that was asked for, or both where none was.</summary>
    public Caller? Find(string token)
    {
        lock (_lock)
        {
            return _tokens.TryGetValue(token, out var grant) && string.Equals(grant.Environment ?? environment, environment, StringComparison.Ordinal)
                ? new Caller(token, grant.Scope.Split(' ', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal))
                : null;
        }
    }

    private sealed record Code(string ClientId, string RedirectUri, string Scope, string? Environment, DateTimeOffset Ends);

    private sealed record Grant(string Scope, string? Environment);
}
