namespace Brokerage;

/// <summary>
/// A wish, ready to be sent, with all that is needed to recognise it afterwards. Holds no secret; stored as the bytes of
/// <see cref="OrderCodec"/>. It stays on the server: a page holds the client order id alone.
/// </summary>
public sealed record PreparedOrder
{
    /// <summary>The wish.</summary>
    public required OrderIntent Intent { get; init; }

    /// <summary>
    /// The number of this attempt. Every attempt may be submitted once. Preparing always gives 1, so that the same wish prepared twice is
    /// not sent twice; a question's <see cref="SubmitResult.NeedsConfirmation.Next"/> counts on, and so may, by <c>with</c>, whoever has the
    /// proof that an attempt left no order. Counting on by <c>with</c> changes neither the wire id nor the evidence.
    /// </summary>
    public required int Attempt { get; init; }

    /// <summary>What the broker will see as client id, in its own format; null where it takes none.</summary>
    public string? WireId { get; init; }

    /// <summary>
    /// The adapter's own text, that every later version of it can read: a preview's id, the orders that were there already, a resolved
    /// contract, the ids of questions.
    /// </summary>
    public required string Evidence { get; init; }

    /// <summary>When it was prepared (UTC): the order cannot be older.</summary>
    public required DateTimeOffset PreparedAt { get; init; }

    /// <summary>When the broker forgets the preparation (UTC); null where it has nothing to forget.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>What the broker says it would cost, where that was asked for.</summary>
    public OrderPreview? Preview { get; init; }

    /// <summary>The answers to questions that were asked about this order.</summary>
    public IReadOnlyList<Approval> Approvals { get; init; } = [];
}
