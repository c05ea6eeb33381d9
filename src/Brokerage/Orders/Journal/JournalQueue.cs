namespace Brokerage;

/// <summary>What the journal keeps of a wish that was queued for the open of its market.</summary>
/// <param name="Intent">The wish, unchanged.</param>
/// <param name="OpensAt">The open that it waits for (UTC).</param>
/// <param name="ExpiresAt">From when on it is not sent any more (UTC).</param>
public sealed record JournalQueue(OrderIntent Intent, DateTimeOffset OpensAt, DateTimeOffset ExpiresAt);
