using System.Globalization;
using System.Xml.Linq;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

/// <summary>JSON, XML with or without a code, HTML: E*TRADE's refusals, and whether the broker perhaps acted.</summary>
internal static class ETradeErrors
{
    public static BrokerageError Lost { get; } = new(BrokerageErrorCode.ConnectionFailed, ETradeAdapter.Broker, "The answer was lost.")
    {
        Effect = Effect.Unknown,
        Recovery = RecoveryAction.LookUpOrder,
        IsTransient = true,
    };

    public static BrokerageError Of(WireAnswer answer)
    {
        var (code, text) = Read(answer.Body);
        var (ours, effect, recovery) = (answer.Status, code) switch
        {
            (401, _) => (BrokerageErrorCode.AuthExpired, Effect.None, RecoveryAction.Reauthenticate),
            (_, 101) => (BrokerageErrorCode.PreparationExpired, Effect.None, RecoveryAction.PrepareAgain),
            (_, 1021) => (BrokerageErrorCode.InsufficientFunds, Effect.None, RecoveryAction.TellUser),
            (_, 1037) => (BrokerageErrorCode.InsufficientShares, Effect.None, RecoveryAction.TellUser),
            (_, 5001) => (BrokerageErrorCode.OrderStateConflict, Effect.None, RecoveryAction.LookUpOrder),
            // Code 100 means nothing: it comes while an order goes through. Never "not placed".
            (_, 100) => (BrokerageErrorCode.BrokerUnavailable, Effect.Unknown, RecoveryAction.LookUpOrder),
            ( >= 500, null) when text.Contains("session token", StringComparison.Ordinal) => (BrokerageErrorCode.EnvironmentMismatch, Effect.None, RecoveryAction.TellOperator),
            ( >= 500, _) => (BrokerageErrorCode.BrokerUnavailable, Effect.Unknown, RecoveryAction.LookUpOrder),
            _ => (BrokerageErrorCode.OrderRejected, Effect.None, RecoveryAction.TellUser),
        };
        return new BrokerageError(ours, ETradeAdapter.Broker, text.Length == 0 ? $"E*TRADE answered {answer.Status}." : text)
        {
            Effect = effect,
            Recovery = recovery,
            BrokerCode = code?.ToString(CultureInfo.InvariantCulture),
            BrokerText = text,
        };
    }

    private static (int? Code, string Text) Read(string body)
    {
        var error = Json.Read(body.StartsWith('{') ? body : "").At("Error");
        if (error is not null) return ((int?)error.Integer("code"), error.Word("message"));
        if (!body.Contains("<Error>", StringComparison.Ordinal)) return (null, body);
        var xml = XElement.Parse(body.Trim());
        return ((int?)xml.Element("code"), (string?)xml.Element("message") ?? "");
    }
}
