namespace Brokerage;

/// <summary>What the journal answers to whoever submits a wish that it knows already.</summary>
internal static class JournalAnswer
{
    /// <returns>Null if the wish may be sent: it is proven that the broker has no order of it.</returns>
    public static SubmitResult? Of(JournalEntry before, OrderIntent intent)
    {
        if (before.Intent is not { } wished || !IsSame(wished, intent)) return new SubmitResult.Rejected(JournalErrors.Conflict(intent));

        return before.State switch
        {
            JournalState.Placed => new SubmitResult.Placed(
                before.Orders, VerdictPending: true, [new Notice(NoticeSeverity.Info, "already-placed", "This wish was placed before.")], Snapshot: null),
            JournalState.Sending or JournalState.Unknown =>
                new SubmitResult.OutcomeUnknown(before.Order!, before.Error ?? JournalErrors.StillOpen(intent)),
            JournalState.Withdrawn or JournalState.Expired => new SubmitResult.Rejected(JournalErrors.NoLongerWanted(intent, before)),
            _ => null,
        };
    }

    public static bool IsSame(OrderIntent one, OrderIntent other) =>
        ReferenceEquals(one, other) || string.Equals(OrderCodec.Hash(one), OrderCodec.Hash(other), StringComparison.Ordinal);
}
