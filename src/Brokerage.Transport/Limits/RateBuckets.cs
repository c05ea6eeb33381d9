namespace Brokerage.Transport;

/// <summary>All buckets of one gate, by limit and by who shares it. Guarded by the gate's lock.</summary>
internal sealed class RateBuckets
{
    private const int FirstSweep = 1024;

    private readonly Dictionary<(RateLimit? Limit, LimitScope Scope, string Sharer), RateBucket> _buckets = [];
    private readonly Dictionary<RateRouteKey, RateRoute> _routes = [];
    private int _sweepAt = FirstSweep;

    public RateRoute Route(in RateRouteKey key, RateCaller caller, long now)
    {
        if (_routes.TryGetValue(key, out RateRoute? known)) return known;
        if (_routes.Count >= _sweepAt) Sweep(now);
        List<RateBucket> buckets = [Bucket(null, LimitScope.Connection, key.Connection + "\n" + key.Class, 1)];
        foreach (RateLimit limit in caller.Limits)
        {
            if (limit.Class is not "*" && !string.Equals(limit.Class, key.Class, StringComparison.Ordinal)) continue;
            bool isShared = limit.Scope is LimitScope.Application or LimitScope.LocalAddress;
            buckets.Add(Bucket(limit, limit.Scope, key.Sharer(limit.Scope), isShared ? caller.Share : 1));
        }

        RateRoute route = new([.. buckets], key.Connection);
        _routes.Add(key, route);
        return route;
    }

    private RateBucket Bucket(RateLimit? limit, LimitScope scope, string sharer, double share)
    {
        if (!_buckets.TryGetValue((limit, scope, sharer), out RateBucket? bucket)) _buckets.Add((limit, scope, sharer), bucket = new RateBucket(limit, share));
        return bucket;
    }

    /// <summary>Forgets callers that have been quiet, so that a server with many users does not remember all it ever saw.</summary>
    private void Sweep(long now)
    {
        HashSet<RateBucket> busy = [.. _buckets.Values.Where(bucket => !bucket.IsIdle(now))];
        foreach ((RateRouteKey key, RateRoute route) in _routes)
        {
            if (!route.Buckets.Any(busy.Contains)) _routes.Remove(key);
        }

        HashSet<RateBucket> used = [.. _routes.Values.SelectMany(route => route.Buckets)];
        foreach ((var key, RateBucket bucket) in _buckets)
        {
            if (!used.Contains(bucket)) _buckets.Remove(key);
        }

        _sweepAt = Math.Max(FirstSweep, _routes.Count * 2);
    }
}
