using Brokerage.Exchange;

namespace Brokerage.Mock;

/// <summary>Reasons of the exchange → codes that all brokers share.</summary>
internal static class MockErrors
{
    public static BrokerageError Of(Rejection rejection, AccountRef? account = null) =>
        new(CodeOf(rejection.Reason), MockAdapter.BrokerId, rejection.Text)
        {
            Account = account,
            Field = rejection.Field,
            BrokerCode = rejection.Reason.ToString(),
            BrokerText = rejection.Text,
        };

    public static BrokerageError Down() =>
        new(BrokerageErrorCode.ConnectionFailed, MockAdapter.BrokerId, "The Mock broker is switched off.")
    {
        Effect = Effect.None,
    };

    public static BrokerageError LoginEnded() =>
        new(BrokerageErrorCode.AuthExpired, MockAdapter.BrokerId, "The login at the Mock broker has ended.");

    public static BrokerageError Scripted(BrokerageErrorCode code) => new(code, MockAdapter.BrokerId, "The Mock broker was told to fail.");

    public static BrokerageError LineBroke() =>
        new(BrokerageErrorCode.ConnectionFailed, MockAdapter.BrokerId, "The line to the Mock broker broke.");

    public static BrokerageError Lost() =>
        new(BrokerageErrorCode.Timeout, MockAdapter.BrokerId, "The Mock broker was told to lose this.")
        {
            Effect = Effect.Unknown,
            Recovery = RecoveryAction.LookUpOrder,
        };

    public static BrokerageException NotFound(OrderRef order) => new(new BrokerageError(
        BrokerageErrorCode.OrderNotFound, MockAdapter.BrokerId, $"There is no order {order.Order}.") { Account = order.Account });

    private static BrokerageErrorCode CodeOf(RejectReason reason) => reason switch
    {
        RejectReason.UnknownAccount => BrokerageErrorCode.AccountNotFound,
        RejectReason.AccountRestricted or RejectReason.NotShortable => BrokerageErrorCode.AccountRestricted,
        RejectReason.UnknownInstrument => BrokerageErrorCode.SymbolNotFound,
        RejectReason.InsufficientFunds or RejectReason.UnsettledFunds => BrokerageErrorCode.InsufficientFunds,
        RejectReason.InsufficientShares => BrokerageErrorCode.InsufficientShares,
        RejectReason.MarketClosed or RejectReason.Halted => BrokerageErrorCode.MarketClosed,
        RejectReason.DuplicateClientId => BrokerageErrorCode.DuplicateOrder,
        RejectReason.UnknownOrder => BrokerageErrorCode.OrderNotFound,
        RejectReason.AlreadyFinal or RejectReason.OrderBusy => BrokerageErrorCode.OrderStateConflict,
        RejectReason.NotTradable or RejectReason.NotFractionable or RejectReason.InvalidQuantity or RejectReason.InvalidPrice
            or RejectReason.StopWouldTrigger or RejectReason.InvalidTerms or RejectReason.InvalidPlan
            or RejectReason.InvalidChange => BrokerageErrorCode.InvalidOrder,
        _ => BrokerageErrorCode.OrderRejected,
    };
}
