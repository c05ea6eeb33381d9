namespace Brokerage.Transport;

/// <summary>The buckets that count one kind of request of one caller, and whose turn is shared with.</summary>
/// <param name="Buckets">All of them must grant. The first is the caller's own and only carries pauses.</param>
/// <param name="Flow">Callers of one flow take turns as one.</param>
internal sealed record RateRoute(RateBucket[] Buckets, string Flow)
{
    public bool CanGrant(RatePriority priority, long now)
    {
        foreach (RateBucket bucket in Buckets)
        {
            if (!bucket.CanGrant(priority, now)) return false;
        }

        return true;
    }

    public RatePermit Grant(RateGate gate, long now)
    {
        var slots = new long[Buckets.Length];
        for (int i = 0; i < slots.Length; i++) slots[i] = Buckets[i].Grant(now);
        return new RatePermit(gate, this, slots, now);
    }

    public long PausedUntil()
    {
        long until = 0;
        foreach (RateBucket bucket in Buckets) until = Math.Max(until, bucket.PausedUntil);
        return until;
    }
}
