namespace Brokerage.Simulator.ETrade.Access;

/// <summary>What has been signed before: key, token, time and nonce are used once. Thread-safe.</summary>
internal sealed class Nonces
{
    private const int Kept = 200_000;

    private readonly Lock _lock = new();
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    /// <summary>False if it was used before.</summary>
    public bool Take(OAuthRequest request)
    {
        var key = $"{request["oauth_consumer_key"]} {request["oauth_token"]} {request["oauth_timestamp"]} {request["oauth_nonce"]}";
        lock (_lock)
        {
            if (!_used.Add(key))
            {
                return false;
            }

            _order.Enqueue(key);
            if (_order.Count > Kept)
            {
                _used.Remove(_order.Dequeue());
            }

            return true;
        }
    }
}
