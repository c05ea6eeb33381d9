namespace Brokerage;

/// <summary>What the queue makes of refusals.</summary>
internal static class QueueErrors
{
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
