using Microsoft.Extensions.Options;

namespace Brokerage;

internal sealed class OrderQueueOptionsValidator : IValidateOptions<OrderQueueOptions>
{
    public ValidateOptionsResult Validate(string? name, OrderQueueOptions options) =>
        options.RetryAfter <= TimeSpan.Zero || options.RetryAfter > TimeSpan.FromHours(1)
            ? ValidateOptionsResult.Fail($"{nameof(options.RetryAfter)} must be longer than nothing and at most an hour.")
            : options.CalendarOf is null
                ? ValidateOptionsResult.Fail($"{nameof(options.CalendarOf)} must be set.")
                : ValidateOptionsResult.Success;
}
