using Microsoft.Extensions.Options;

namespace Brokerage;

internal sealed class OrderConfirmationOptionsValidator : IValidateOptions<OrderConfirmationOptions>
{
    public ValidateOptionsResult Validate(string? name, OrderConfirmationOptions options)
    {
        if (options.AskAbove < 0m) return Fail(nameof(options.AskAbove), "0 or more");
        if (options.AnswerWithin <= TimeSpan.Zero || options.AnswerWithin > TimeSpan.FromDays(1)) return Fail(nameof(options.AnswerWithin), "longer than nothing and at most a day");
        return options.PriceCollar is < 0m or >= 1m ? Fail(nameof(options.PriceCollar), "0 or more and below 1, as a fraction") : ValidateOptionsResult.Success;

        static ValidateOptionsResult Fail(string setting, string rule) =>
            ValidateOptionsResult.Fail($"{nameof(OrderConfirmationOptions)}.{setting} must be {rule}.");
    }
}
