using Brokerage.Markets;

namespace Brokerage.Simulator.ETrade.Access;

/// <summary>
/// What users have granted. A token falls asleep after two hours without a call, a renewal wakes it, and it dies at midnight in New York.
/// Nothing says that a second sign-in ends the first, so it does not. Thread-safe.
/// </summary>
internal sealed class AccessTokens(Randomness random, TimeProvider time, int days)
{
    private static readonly TimeSpan Awake = TimeSpan.FromHours(2);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Granted> _granted = new(StringComparer.Ordinal);

    private enum State
    {
        Active,
        Asleep,
        Dead,
    }

    public ETradeAccess Issue(string consumerKey)
    {
        var access = new ETradeAccess(random.Token(), random.Token());
        lock (_lock)
        {
            _granted[access.Token] = new Granted(consumerKey, access.Secret, NewYorkTime.DateAt(time.GetUtcNow())) { LastUse = time.GetUtcNow() };
        }

        return access;
    }

    /// <summary>The secret of any token that ever was: what is dead is refused for being dead, not for its signature.</summary>
    public string? SecretOf(string token, string consumerKey)
    {
        lock (_lock)
        {
            return Find(token, consumerKey)?.Secret;
        }
    }

    /// <summary>A call uses the token.</summary>
    /// <exception cref="OAuthRefusal">It is asleep or dead.</exception>
    public void Use(string token, string consumerKey) => Touch(token, consumerKey, wakes: false);

    /// <summary>A renewal: wakes it, and is refused for a dead one.</summary>
    /// <exception cref="OAuthRefusal">It is dead.</exception>
    public void Renew(string token, string consumerKey) => Touch(token, consumerKey, wakes: true);

    /// <exception cref="OAuthRefusal">It is dead already.</exception>
    public void Revoke(string token, string consumerKey)
    {
        lock (_lock)
        {
            Alive(token, consumerKey).IsRevoked = true;
        }
    }

    /// <summary>The user removes the application at the broker.</summary>
    public void RevokeAll()
    {
        lock (_lock)
        {
            foreach (var granted in _granted.Values)
            {
                granted.IsRevoked = true;
            }
        }
    }

    private void Touch(string token, string consumerKey, bool wakes)
    {
        lock (_lock)
        {
            var granted = Alive(token, consumerKey);
            if (!wakes && StateOf(granted) is State.Asleep)
            {
                throw OAuthProblem.TokenAsleep();
            }

            granted.LastUse = time.GetUtcNow();
        }
    }

    private Granted Alive(string token, string consumerKey) =>
        Find(token, consumerKey) is { } granted && StateOf(granted) is not State.Dead ? granted : throw OAuthProblem.TokenRejected();

    private State StateOf(Granted granted)
    {
        var now = time.GetUtcNow();
        return granted.IsRevoked || NewYorkTime.DateAt(now) >= granted.Day.AddDays(days) ? State.Dead
            : now - granted.LastUse >= Awake ? State.Asleep
            : State.Active;
    }

    private Granted? Find(string token, string consumerKey) =>
        _granted.TryGetValue(token, out var granted) && string.Equals(granted.ConsumerKey, consumerKey, StringComparison.Ordinal) ? granted : null;

    private sealed record Granted(string ConsumerKey, string Secret, DateOnly Day)
    {
        public DateTimeOffset LastUse { get; set; }

        public bool IsRevoked { get; set; }
    }
}
