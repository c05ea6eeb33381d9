namespace Brokerage;

/// <summary>What the queue makes of refusals.</summary>
internal static class QueueErrors
{
    /// <summary>How often a wish is sent that the broker refuses for a reason that passes; with the pauses between, about an hour.</summary>
    public const int MostAttempts = 20;

    /// <summary>
    /// Where a wish goes that is proven not to have been taken. One that was queued waits again while the reason may pass, in the same step of
    /// the journal, so that no crash can end it.
    /// </summary>
    public static JournalState AfterRefusal(JournalEntry entry, BrokerageError error) =>
        entry is { Queue: not null, Order.Attempt: < MostAttempts } && MayPass(error) ? JournalState.Queued : JournalState.Rejected;

    /// <summary>True where the same wish can go later without anybody changing it.</summary>
    public static bool MayPass(BrokerageError error) => error.IsTransient || error.Recovery is RecoveryAction.Retry or RecoveryAction.BackOff
        or RecoveryAction.Reconnect or RecoveryAction.Reauthenticate or RecoveryAction.TakeOverSession or RecoveryAction.WaitForOpen
        or RecoveryAction.LookUpOrder or RecoveryAction.PrepareAgain;

    public static BrokerageError Misused(OrderIntent intent, ArgumentException misuse) =>
        new(BrokerageErrorCode.Misconfigured, intent.Account.Broker, misuse.Message) { Account = intent.Account };

    public static BrokerageError NobodyToAsk(OrderIntent intent) => new(
        BrokerageErrorCode.ConfirmationRequired, intent.Account.Broker, "A question was asked about it at the open, and nobody was there to answer.")
    {
        Account = intent.Account,
    };
}
