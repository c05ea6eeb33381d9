using System.Globalization;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Alpaca;

/// <summary>The codes are overloaded: status, code and message together decide.</summary>
internal static class AlpacaErrors
{
    public static BrokerageError Lost { get; } = new(BrokerageErrorCode.Timeout, AlpacaAdapter.Broker, "No answer came in time.")
    {
        Effect = Effect.Unknown,
        Recovery = RecoveryAction.LookUpOrder,
    };

    public static BrokerageError Of(WireAnswer answer)
    {
        var body = Json.Read(answer.Body);
        var text = body.Word("message");
        var code = (answer.Status, text) switch
        {
            (401, _) => BrokerageErrorCode.AuthRevoked,
            (429, _) => BrokerageErrorCode.RateLimited,
            (403, var message) when message.Contains("buying power", StringComparison.OrdinalIgnoreCase) => BrokerageErrorCode.InsufficientFunds,
            (403, var message) when message.Contains("qty available", StringComparison.OrdinalIgnoreCase) => BrokerageErrorCode.InsufficientShares,
            (404, var message) when message.Contains("order", StringComparison.OrdinalIgnoreCase) => BrokerageErrorCode.OrderNotFound,
            (422, var message) when message.Contains("must be unique", StringComparison.OrdinalIgnoreCase) => BrokerageErrorCode.DuplicateOrder,
            (422, var message) when message.Contains("already in", StringComparison.OrdinalIgnoreCase) => BrokerageErrorCode.OrderStateConflict,
            ( >= 500, _) => BrokerageErrorCode.BrokerUnavailable,
            _ => BrokerageErrorCode.InvalidOrder,
        };
        return new BrokerageError(code, AlpacaAdapter.Broker, text.Length == 0 ? string.Create(CultureInfo.InvariantCulture, $"Alpaca answered {answer.Status}.") : text)
        {
            Effect = answer.Status >= 500 || code == BrokerageErrorCode.DuplicateOrder ? Effect.Unknown : Effect.None,
            BrokerCode = body.Text("code"),
            BrokerText = text,
            RetryAfter = answer.Status == 429 ? TimeSpan.FromSeconds(3) : null,
        };
    }
}
