namespace Brokerage;

/// <summary>What the journal holds of one wish: an order, a change of one, or a cancel.</summary>
public sealed record JournalEntry
{
    /// <summary>Names the wish: see <see cref="KeyOf(ClientOrderId)"/> and <see cref="KeyOf(OrderRef)"/>.</summary>
    public required string Key { get; init; }

    /// <summary>Grows by one with every change; the first is 1. A write with any other number than the next is refused.</summary>
    public required long Version { get; init; }

    /// <summary>What is known.</summary>
    public required JournalState State { get; init; }

    /// <summary>The prepared order, as it was last sent; null for a cancel, and for what is queued and was never sent.</summary>
    public PreparedOrder? Order { get; init; }

    /// <summary>The order to be cancelled; null for any other wish.</summary>
    public OrderRef? Cancel { get; init; }

    /// <summary>The wish as it was queued for the open of its market; null if it was not. It stays when the wish is sent.</summary>
    public JournalQueue? Queue { get; init; }

    /// <summary>The broker's orders that came of it, once that is known.</summary>
    public IReadOnlyList<OrderAck> Orders { get; init; } = [];

    /// <summary>Why it was rejected, or why nobody knows; of what is queued, why the broker did not take it the last time.</summary>
    public BrokerageError? Error { get; init; }

    /// <summary>The person's word that settled it, if one did.</summary>
    public JournalDecision? Decision { get; init; }

    /// <summary>When it was first written (UTC).</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>When it last changed (UTC).</summary>
    public required DateTimeOffset ChangedAt { get; init; }

    /// <summary>The account.</summary>
    public AccountRef Account => Intent?.Account ?? Cancel?.Account
        ?? throw new InvalidOperationException("A journal entry is about an order or a cancel.");

    /// <summary>What was wished for; null for a cancel.</summary>
    public OrderIntent? Intent => Order?.Intent ?? Queue?.Intent;

    /// <summary>
    /// The broker's orders that came of this wish, and therefore of no other. Of a change that is not the order which it changes, though that may
    /// stand among <see cref="Orders"/>.
    /// </summary>
    public IEnumerable<OrderId> OwnOrders => Order is null
        ? []
        : Orders.Select(ack => ack.Order).OfType<OrderId>().Where(order => Intent is not OrderIntent.Replace { Target: var target } || order != target);

    /// <summary>True where the broker has it and did not say as which order: any that fits may be the one.</summary>
    internal bool LacksOrder => State == JournalState.Placed && Order is not null && !Orders.Any(ack => ack.Order is not null);

    /// <summary>
    /// True where its outcome is not known, or which order of the broker's it is, or it waits for an answer: what
    /// <see cref="IOrderJournal.ListOpenAsync"/> lists.
    /// </summary>
    public bool IsOpen => JournalLifecycle.IsUnsettled(State) || State is JournalState.AwaitingAnswer or JournalState.Recorded || LacksOrder;

    /// <summary>
    /// True where it was queued and its sending is not over: what <see cref="IOrderJournal.ListQueuedAsync"/> lists. One that did not arrive is
    /// still to be sent, and one of which that is not known may have to be; so is one that was asked about by hand and never answered.
    /// </summary>
    public bool IsQueued => Queue is not null
        && (State is JournalState.Queued or JournalState.NotArrived or JournalState.AwaitingAnswer or JournalState.Lapsed
            || JournalLifecycle.IsUnsettled(State));

    /// <summary>
    /// True where <see cref="IOrderJournal.TryWriteAsync"/> may only return once the disk has it. What was queued must not be forgotten, and
    /// what was taken back must not be sent after all.
    /// </summary>
    public bool MustBeDurable => Decision is not null
        || State is JournalState.Sending or JournalState.Queued or JournalState.Withdrawn or JournalState.Expired;

    /// <summary>The key of an order's or change's wish.</summary>
    public static string KeyOf(ClientOrderId id) => "order/" + id.Value;

    /// <summary>The key of the wish to cancel an order.</summary>
    public static string KeyOf(OrderRef order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return $"cancel/{order.Account.Connection}/{order.Account.Account}/{order.Order}";
    }
}
