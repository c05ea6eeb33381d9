using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

internal static class SchwabErrors
{
    public static BrokerageError Lost { get; } = new(BrokerageErrorCode.ConnectionFailed, SchwabAdapter.Broker, "The answer was lost.")
    {
        Effect = Effect.Unknown,
        Recovery = RecoveryAction.LookUpOrder,
    };

    public static BrokerageError Of(WireAnswer answer)
    {
        var text = Json.Read(answer.Body).Text("message") ?? answer.Body;
        var (code, effect, recovery) = answer.Status switch
        {
            400 when text.Contains("refresh_token_authentication_error", StringComparison.Ordinal) => (BrokerageErrorCode.AuthExpired, Effect.None, RecoveryAction.Reauthenticate),
            400 => (BrokerageErrorCode.InvalidOrder, Effect.None, RecoveryAction.FixRequest),
            401 => (BrokerageErrorCode.AuthExpired, Effect.None, RecoveryAction.Reauthenticate),
            404 => (BrokerageErrorCode.OrderNotFound, Effect.None, RecoveryAction.None),
            _ => (BrokerageErrorCode.BrokerUnavailable, Effect.Unknown, RecoveryAction.LookUpOrder),
        };
        return new BrokerageError(code, SchwabAdapter.Broker, $"Schwab answered {answer.Status}.") { Effect = effect, Recovery = recovery, BrokerText = text };
    }

    /// <summary>Refusals come as texts in the order itself, several joined with a bar, at times the same one twice.</summary>
    public static IReadOnlyList<BrokerageError> Reasons(string? description) => description is null
        ? []
        : [.. description.Split('|', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.Ordinal).Select(Reason)];

    private static BrokerageError Reason(string text)
    {
        var code = text switch
        {
            _ when text.Contains("buying power", StringComparison.OrdinalIgnoreCase) => BrokerageErrorCode.InsufficientFunds,
            _ when text.Contains("not approved", StringComparison.OrdinalIgnoreCase) => BrokerageErrorCode.AccountRestricted,
            _ when text.Contains("oversold", StringComparison.OrdinalIgnoreCase) => BrokerageErrorCode.InsufficientShares,
            _ => BrokerageErrorCode.OrderRejected,
        };
        return new BrokerageError(code, SchwabAdapter.Broker, text) { BrokerText = text, Recovery = RecoveryAction.TellUser };
    }
}
