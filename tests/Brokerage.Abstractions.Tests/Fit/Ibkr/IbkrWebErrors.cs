using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

internal static class IbkrWebErrors
{
    public static BrokerageError Lost { get; } = new(BrokerageErrorCode.ConnectionFailed, IbkrWebAdapter.Broker, "The answer was lost.")
    {
        Effect = Effect.Unknown,
        Recovery = RecoveryAction.LookUpOrder,
    };

    public static BrokerageError Of(WireAnswer answer)
    {
        var text = Json.Read(answer.Body).Text("error") ?? answer.Body;
        return answer.Status switch
        {
            400 => Refused(text),
            401 => new BrokerageError(BrokerageErrorCode.SessionExpired, IbkrWebAdapter.Broker, text),
            // Bad content can come as 500, an unknown order as 503: neither proves that nothing happened.
            _ => new BrokerageError(BrokerageErrorCode.BrokerUnavailable, IbkrWebAdapter.Broker, $"The gateway answered {answer.Status}.")
            {
                Effect = Effect.Unknown,
                Recovery = RecoveryAction.LookUpOrder,
                BrokerText = text,
            },
        };
    }

    public static BrokerageError Refused(string text) => text switch
    {
        _ when text.Contains("already registered", StringComparison.Ordinal) =>
            new BrokerageError(BrokerageErrorCode.DuplicateOrder, IbkrWebAdapter.Broker, text) { Effect = Effect.Unknown },
        _ when text.Contains("not confirmed", StringComparison.Ordinal) => new BrokerageError(BrokerageErrorCode.ConfirmationRequired, IbkrWebAdapter.Broker, text),
        _ => new BrokerageError(BrokerageErrorCode.OrderRejected, IbkrWebAdapter.Broker, text) { BrokerText = text },
    };
}
