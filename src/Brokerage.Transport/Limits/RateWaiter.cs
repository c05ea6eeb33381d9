namespace Brokerage.Transport;

/// <summary>Somebody in the queue of a gate.</summary>
internal sealed class RateWaiter(RateRoute route, RatePriority priority, long tag, long since, long deadline)
    : TaskCompletionSource<RatePermit?>(TaskCreationOptions.RunContinuationsAsynchronously)
{
    private static readonly long Patience = TimeSpan.FromSeconds(10).Ticks;

    public RateRoute Route => route;

    public RatePriority Priority => priority;

    public long Tag => tag;

    public long Deadline => deadline;

    /// <summary>Its place after waiting: one step up for every ten seconds, so that nobody starves, but never among cancels.</summary>
    public int Level { get; private set; } = (int)priority;

    /// <summary>Has waited so long that it may hold all its buckets until it gets them together.</summary>
    public bool IsImpatient { get; private set; }

    /// <summary>Which of two with the same place came first.</summary>
    public long Order { get; init; }

    public void Age(long now)
    {
        if (priority == RatePriority.Cancel) return;
        int steps = (int)Math.Min(10, (now - since) / Patience);
        Level = Math.Max((int)RatePriority.Placement, (int)priority - steps);
        IsImpatient = steps > 0;
    }

    /// <summary>Who goes first.</summary>
    public static int Compare(RateWaiter one, RateWaiter other)
    {
        int byLevel = one.Level.CompareTo(other.Level);
        if (byLevel != 0) return byLevel;
        int byTag = one.Tag.CompareTo(other.Tag);
        return byTag != 0 ? byTag : one.Order.CompareTo(other.Order);
    }
}
