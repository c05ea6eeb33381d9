namespace Brokerage;

/// <summary>What one look for a submitted order found. A closed set.</summary>
public abstract record Sighting
{
    private Sighting()
    {
    }

    /// <summary>It is there.</summary>
    /// <param name="Orders">The order, or the orders of its plan; for a replacement the whole chain.</param>
    public sealed record Found(IReadOnlyList<Order> Orders) : Sighting;

    /// <summary>Several orders fit, and nothing tells which.</summary>
    /// <param name="Candidates">All that fit.</param>
    public sealed record Ambiguous(IReadOnlyList<Order> Candidates) : Sighting;

    /// <summary>It is not to be seen.</summary>
    /// <param name="VisibilityDelay">How long this broker may take to show an order.</param>
    /// <param name="ProvesAbsence">True where looking this way after the delay would have shown it.</param>
    public sealed record NotSeen(TimeSpan VisibilityDelay, bool ProvesAbsence) : Sighting;
}
