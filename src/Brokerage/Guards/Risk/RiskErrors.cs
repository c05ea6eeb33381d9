using System.Globalization;

namespace Brokerage;

/// <summary>What the risk limits say about an order they refuse.</summary>
internal static class RiskErrors
{
    public static BrokerageError Stopped(AccountRef account) => Of(account, BrokerageErrorCode.RiskLimitExceeded, "Trading is stopped.");

    public static BrokerageError ReduceOnly(AccountRef account) =>
        Of(account, BrokerageErrorCode.RiskLimitExceeded, "Only orders that make a position smaller may be sent now.");

    public static BrokerageError OrderValue(AccountRef account, decimal value, decimal limit, Currency currency) => Of(
        account, BrokerageErrorCode.RiskLimitExceeded, Text($"The order may be worth {value:0.##} {currency}; {limit:0.##} is the limit."));

    public static BrokerageError OrderCount(AccountRef account, int limit) =>
        Of(account, BrokerageErrorCode.RiskLimitExceeded, Text($"The account has placed the {limit} orders that it may place in a day."));

    public static BrokerageError DailyLoss(AccountRef account, decimal loss, decimal limit, Currency currency) => Of(
        account, BrokerageErrorCode.DailyLossLimit, Text($"The account has lost {loss:0.##} {currency} today; {limit:0.##} is the limit."));

    public static BrokerageError Position(AccountRef account, Instrument? instrument, decimal value, decimal limit, Currency currency) => Of(
        account,
        BrokerageErrorCode.PositionSizeExceeded,
        Text($"{(instrument is null ? "The combination" : instrument)} could come to {value:0.##} {currency}, working orders counted; {limit:0.##} is the limit."));

    public static BrokerageError BuyingPower(AccountRef account, decimal need, decimal left, Currency currency) => Of(
        account, BrokerageErrorCode.InsufficientFunds, Text($"The order may take {need:0.##} {currency} of buying power; {left:0.##} is left."));

    /// <summary>Something that a limit depends on is not told: refused, since it cannot be judged.</summary>
    public static BrokerageError NotTold(AccountRef account, string what) =>
        Of(account, BrokerageErrorCode.RiskLimitExceeded, $"The order could not be judged, so nothing was sent: {what}.");

    public static BrokerageError AllOf(IReadOnlyList<BrokerageError> reasons) => reasons.Count == 1
        ? reasons[0]
        : reasons[0] with { Message = string.Join(" ", reasons.Select(reason => reason.Message)), Details = reasons };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static BrokerageError Of(AccountRef account, BrokerageErrorCode code, string message) =>
        new(code, account.Broker, message) { Account = account, Effect = Effect.None };
}
