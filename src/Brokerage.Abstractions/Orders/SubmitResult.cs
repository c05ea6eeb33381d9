namespace Brokerage;

/// <summary>What became of a submitted order. A closed set.</summary>
public abstract record SubmitResult
{
    private SubmitResult()
    {
    }

    /// <summary>The broker has received it: not necessarily judged it, let alone filled it.</summary>
    /// <param name="Orders">A row per order; a part that was refused beside parts that were taken has its error.</param>
    /// <param name="VerdictPending">True where this broker may still reject what it has received.</param>
    /// <param name="Notices">What the broker says beside (queued for the open, price adjusted).</param>
    /// <param name="Snapshot">The order as the broker's answer shows it, where it does.</param>
    public sealed record Placed(IReadOnlyList<OrderAck> Orders, bool VerdictPending, IReadOnlyList<Notice> Notices, Order? Snapshot)
        : SubmitResult;

    /// <summary>Questions come first. Nothing is live.</summary>
    /// <param name="Next">Submit this, with the <see cref="Approval"/>s added: it passes every guard again.</param>
    /// <param name="Questions">The questions.</param>
    /// <param name="AnswerBy">When they lapse (UTC).</param>
    public sealed record NeedsConfirmation(PreparedOrder Next, IReadOnlyList<Question> Questions, DateTimeOffset? AnswerBy) : SubmitResult;

    /// <summary>Proven: there is no order. Refused by the broker, the rules, a guard, the login, or a rate limit.</summary>
    /// <param name="Error">Why.</param>
    public sealed record Rejected(BrokerageError Error) : SubmitResult;

    /// <summary>There may be an order or not. Never send it again: look for it (<see cref="ITrading.FindAsync"/>).</summary>
    /// <param name="Order">What was sent, with its evidence.</param>
    /// <param name="Cause">What happened. Whatever it said before, here it says that the broker may have acted, and never "ask again".</param>
    public sealed record OutcomeUnknown(PreparedOrder Order, BrokerageError Cause) : SubmitResult
    {
        /// <summary>What happened: <see cref="Effect.Unknown"/>, not transient, and with a recovery that sends nothing again.</summary>
        public BrokerageError Cause { get; init => field = Doubtful(value); } = Doubtful(Cause);

        private static BrokerageError Doubtful(BrokerageError cause)
        {
            ArgumentNullException.ThrowIfNull(cause);
            return cause with
            {
                Effect = Effect.Unknown,
                IsTransient = false,
                // The table of errors does not know that an order was sent: what invites to send once more would place a second one.
                Recovery = cause.Recovery is RecoveryAction.None or RecoveryAction.Retry or RecoveryAction.BackOff or RecoveryAction.FixRequest
                    or RecoveryAction.PrepareAgain or RecoveryAction.WaitForOpen
                    ? RecoveryAction.LookUpOrder
                    : cause.Recovery,
            };
        }
    }
}
