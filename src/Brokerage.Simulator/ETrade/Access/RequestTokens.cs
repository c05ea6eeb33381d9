namespace Brokerage.Simulator.ETrade.Access;

/// <summary>Sign-ins on their way: a request token lives five minutes, its verifier is taken once. Thread-safe.</summary>
internal sealed class RequestTokens(Randomness random, TimeProvider time)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(5);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Pending> _pending = new(StringComparer.Ordinal);

    public (string Token, string Secret) Issue(string consumerKey)
    {
        var pending = new Pending(consumerKey, random.Token(), time.GetUtcNow() + Life);
        var token = random.Token();
        lock (_lock)
        {
            _pending[token] = pending;
        }

        return (token, pending.Secret);
    }

    public string? SecretOf(string token, string consumerKey) => Find(token, consumerKey)?.Secret;

    /// <summary>Whether the page can be shown for the token.</summary>
    public bool IsOpen(string token, string consumerKey) => Find(token, consumerKey) is { } pending && pending.Ends > time.GetUtcNow();

    /// <summary>The user approves: the code that he types, or that his browser carries back. The same one if he does so twice.</summary>
    public string Approve(string token)
    {
        lock (_lock)
        {
            return _pending[token].Verifier ??= random.Verifier();
        }
    }

    /// <summary>The application brings the code: true once, while the token lives.</summary>
    public bool Redeem(string token, string consumerKey, string verifier)
    {
        lock (_lock)
        {
            if (!_pending.TryGetValue(token, out var pending) || !pending.IsOf(consumerKey) || pending.Ends <= time.GetUtcNow()
                || !string.Equals(pending.Verifier, verifier, StringComparison.Ordinal) || pending.IsSpent)
            {
                return false;
            }

            // It is kept, so that the second attempt is signed right and refused for what it is.
            pending.IsSpent = true;
            return true;
        }
    }

    private Pending? Find(string token, string consumerKey)
    {
        lock (_lock)
        {
            return _pending.TryGetValue(token, out var pending) && pending.IsOf(consumerKey) ? pending : null;
        }
    }

    private sealed record Pending(string ConsumerKey, string Secret, DateTimeOffset Ends)
    {
        public string? Verifier { get; set; }

        public bool IsSpent { get; set; }

        public bool IsOf(string consumerKey) => string.Equals(ConsumerKey, consumerKey, StringComparison.Ordinal);
    }
}
