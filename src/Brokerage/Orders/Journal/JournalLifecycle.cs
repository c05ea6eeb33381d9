namespace Brokerage;

/// <summary>The one table of a wish's states in the journal. Pure.</summary>
public static class JournalLifecycle
{
    /// <summary>True when the wish may go from one state to another.</summary>
    /// <remarks>
    /// To Placed every state leads in which it may have been sent before, whatever was concluded then: the order itself is the stronger proof. A
    /// request may have been held up for longer than all looks together.
    /// </remarks>
    public static bool Allows(JournalState from, JournalState to) => from switch
    {
        JournalState.Recorded => to is JournalState.Sending or JournalState.AwaitingAnswer or JournalState.Rejected,
        // Back to the queue: refused for a reason that passes, so it waits again.
        JournalState.Sending => to is JournalState.Placed or JournalState.Rejected or JournalState.Unknown or JournalState.AwaitingAnswer
            or JournalState.NotArrived or JournalState.Queued,
        JournalState.AwaitingAnswer => to is JournalState.Sending or JournalState.AwaitingAnswer or JournalState.Lapsed or JournalState.Rejected
            or JournalState.Withdrawn or JournalState.Expired,
        JournalState.Unknown => to is JournalState.Placed or JournalState.Rejected or JournalState.NotArrived,
        JournalState.Queued => to is JournalState.Placed or JournalState.Sending or JournalState.AwaitingAnswer or JournalState.Rejected
            or JournalState.Withdrawn or JournalState.Expired,
        // Proven to have left no order: the next attempt of the same wish may go, or be asked about.
        JournalState.NotArrived => to is JournalState.Placed or JournalState.Rejected or JournalState.Sending or JournalState.AwaitingAnswer
            or JournalState.Withdrawn or JournalState.Expired,
        JournalState.Lapsed => to is JournalState.Sending or JournalState.AwaitingAnswer or JournalState.Rejected or JournalState.Withdrawn
            or JournalState.Expired,
        JournalState.Rejected => to is JournalState.Placed or JournalState.Sending or JournalState.AwaitingAnswer,
        JournalState.Withdrawn or JournalState.Expired => to is JournalState.Placed,
        _ => false,
    };

    /// <summary>True while nobody knows whether the broker has it: the account may not place anything else until that is settled.</summary>
    public static bool IsUnsettled(JournalState state) => state is JournalState.Sending or JournalState.Unknown;

    /// <summary>True when it is proven that the broker has no order of this wish.</summary>
    public static bool ProvesAbsence(JournalState state) =>
        state is JournalState.Recorded or JournalState.Rejected or JournalState.NotArrived or JournalState.Lapsed
            or JournalState.Queued or JournalState.Withdrawn or JournalState.Expired;
}
