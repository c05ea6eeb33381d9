namespace Brokerage;

/// <summary>What the journal itself says about an order.</summary>
internal static class JournalErrors
{
    public static BrokerageError Conflict(OrderIntent intent) => new(
        BrokerageErrorCode.IdempotencyConflict, intent.Account.Broker, $"Client order id '{intent.ClientOrderId}' was used for another wish. Use a new one.")
    {
        Account = intent.Account,
    };

    public static BrokerageError StillOpen(OrderIntent intent) => Of(
        intent, BrokerageErrorCode.Unknown, $"The outcome of '{intent.ClientOrderId}' is not known yet; it is not sent again.") with
    {
        Effect = Effect.Unknown,
        Recovery = RecoveryAction.LookUpOrder,
    };

    public static BrokerageError EarlierOrder(PreparedOrder order, JournalEntry earlier) => Of(
        order.Intent,
        BrokerageErrorCode.OrderStateConflict,
        $"An earlier wish of this account ({earlier.Key}) has no known outcome; it must be settled before anything else is placed.");

    public static BrokerageError NoLongerWanted(OrderIntent intent, JournalEntry before) => Of(
        intent,
        BrokerageErrorCode.OrderRejected,
        $"'{intent.ClientOrderId}' was queued and {(before.State == JournalState.Withdrawn ? "taken back" : "not sent in time")}. Use a new id.");

    public static BrokerageError NotWritten(PreparedOrder order) => OfStore(order.Intent.Account, "The order journal could not be written, so nothing was sent.");

    public static BrokerageError CancelNotWritten(AccountRef account) =>
        OfStore(account, "The order journal could not be read or written, so the wish to cancel was not sent.");

    public static BrokerageError NotRead(OrderIntent intent) => OfStore(
        intent.Account,
        $"Nothing was sent now, but the order journal cannot be read, so nobody knows whether '{intent.ClientOrderId}' was sent before.") with
    {
        Effect = Effect.Unknown,
    };

    public static BrokerageError NotTold(AccountRef account) =>
        OfStore(account, "The order journal could not be read, so nobody knows which wish an order came of.");

    public static BrokerageError NotOpened(BrokerId broker) => new(
        BrokerageErrorCode.Misconfigured, broker, "The order journal could not be read or written, so the connection was not opened.")
    {
        IsTransient = true,
    };

    public static BrokerageError NeverLeft(PreparedOrder order) =>
        Of(order.Intent, BrokerageErrorCode.OrderRejected, "It was cancelled by its caller before it left.");

    public static BrokerageError Broken(AccountRef account, Exception cause) => new(
        BrokerageErrorCode.UnexpectedResponse, account.Broker, $"The connection failed in a way that it must not ({cause.GetType().Name}).")
    {
        Account = account,
        Effect = Effect.Unknown,
        Recovery = RecoveryAction.LookUpOrder,
    };

    public static BrokerageError OwnerDied(JournalEntry entry) => new(
        BrokerageErrorCode.Unknown, entry.Account.Broker, "The program ended while it was being sent.")
    {
        Account = entry.Account,
        Effect = Effect.Unknown,
        Recovery = RecoveryAction.LookUpOrder,
    };

    public static BrokerageError Ambiguous(JournalEntry entry, int candidates) => new(
        BrokerageErrorCode.OrderStateConflict,
        entry.Account.Broker,
        candidates > 1
            ? $"{candidates} orders at the broker fit, and nothing tells which: a person must decide."
            : "The order at the broker that fits may be another wish's, and nothing tells whose it is: a person must decide.")
    {
        Account = entry.Account,
        Effect = Effect.Unknown,
        Recovery = RecoveryAction.TellUser,
    };

    public static string TakenBy(OrderId order, JournalEntry other) => $"The broker's order '{order}' came of another wish ({other.Key}).";

    // An operator is told; but a disk that is full, or a database that somebody holds, may be well again a moment later.
    private static BrokerageError OfStore(AccountRef account, string message) =>
        new(BrokerageErrorCode.Misconfigured, account.Broker, message) { Account = account, IsTransient = true };

    private static BrokerageError Of(OrderIntent intent, BrokerageErrorCode code, string message) =>
        new(code, intent.Account.Broker, message) { Account = intent.Account };
}
