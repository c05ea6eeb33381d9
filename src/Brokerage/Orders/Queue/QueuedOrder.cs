namespace Brokerage;

/// <summary>A wish that was queued for the open of its market.</summary>
public sealed record QueuedOrder
{
    /// <summary>The wish, as it was queued.</summary>
    public required OrderIntent Intent { get; init; }

    /// <summary>
    /// How it stands: waiting (<see cref="JournalState.Queued"/>), taken back, expired, or what the journal knows of it since it was sent.
    /// </summary>
    public required JournalState State { get; init; }

    /// <summary>The open that it waits for (UTC).</summary>
    public required DateTimeOffset OpensAt { get; init; }

    /// <summary>From when on it is not sent any more (UTC).</summary>
    public required DateTimeOffset ExpiresAt { get; init; }

    /// <summary>When it was queued (UTC).</summary>
    public required DateTimeOffset QueuedAt { get; init; }

    /// <summary>The broker's orders that came of it, once that is known.</summary>
    public IReadOnlyList<OrderAck> Orders { get; init; } = [];

    /// <summary>Why it was refused, or why nobody knows; while it waits, why the broker did not take it the last time.</summary>
    public BrokerageError? Error { get; init; }

    internal static QueuedOrder? Of(JournalEntry? entry) => entry?.Queue is not { } queue ? null : new QueuedOrder
    {
        Intent = queue.Intent,
        State = entry.State,
        OpensAt = queue.OpensAt,
        ExpiresAt = queue.ExpiresAt,
        QueuedAt = entry.RecordedAt,
        Orders = entry.Orders,
        Error = entry.Error,
    };
}
