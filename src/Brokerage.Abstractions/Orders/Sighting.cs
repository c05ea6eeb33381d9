namespace Brokerage;

/// <summary>What one look for a submitted order found. A closed set.</summary>
public abstract record Sighting
{
    private Sighting()
    {
    }

    /// <summary>It is there.</summary>
    /// <param name="Orders">The order, or the orders of its plan; for a replacement the whole chain.</param>
    public sealed record Found(IReadOnlyList<Order> Orders) : Sighting
    {
        /// <summary>
        /// How long after the submission another order that fits may still show up, where the order was recognised by its terms alone; zero
        /// where an id proves it.
        /// </summary>
        public TimeSpan VisibilityDelay { get; init; }

        /// <summary>
        /// True where nothing else that was seen can be the order: should this one turn out to be another wish's, the look is as good as a
        /// <see cref="NotSeen"/> whose <see cref="NotSeen.ProvesAbsence"/> is true.
        /// </summary>
        public bool IsExhaustive { get; init; }

        /// <summary>True where this look proves that it is the order: no other that fits can show up any more.</summary>
        /// <param name="submittedAt">When the last attempt ended, with or without an answer.</param>
        /// <param name="lookedAt">When the look began.</param>
        public bool IsProof(DateTimeOffset submittedAt, DateTimeOffset lookedAt) => lookedAt - submittedAt >= VisibilityDelay;
    }

    /// <summary>Several orders fit, and nothing tells which; or what fits may as well be the order of another wish without outcome.</summary>
    /// <param name="Candidates">All that fit.</param>
    public sealed record Ambiguous(IReadOnlyList<Order> Candidates) : Sighting
    {
        /// <inheritdoc cref="Found.VisibilityDelay"/>
        public TimeSpan VisibilityDelay { get; init; }

        /// <summary>True where nothing else that was seen can be the order, as in <see cref="Found.IsExhaustive"/>.</summary>
        public bool IsExhaustive { get; init; }
    }

    /// <summary>It is not to be seen.</summary>
    /// <param name="VisibilityDelay">How long this broker may take to show an order.</param>
    /// <param name="ProvesAbsence">
    /// True where looking this way after the delay would have shown it. It says nothing about the present look: ask <see cref="IsProof"/>
    /// before anything is sent again.
    /// </param>
    public sealed record NotSeen(TimeSpan VisibilityDelay, bool ProvesAbsence) : Sighting
    {
        /// <summary>True where this look proves that there is no order: this way of looking can, and it was not too early to.</summary>
        /// <param name="submittedAt">When the last attempt ended, with or without an answer.</param>
        /// <param name="lookedAt">When the look began.</param>
        public bool IsProof(DateTimeOffset submittedAt, DateTimeOffset lookedAt) => ProvesAbsence && lookedAt - submittedAt >= VisibilityDelay;
    }
}
