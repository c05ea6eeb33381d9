using Microsoft.Extensions.Options;

namespace Brokerage.AspNetCore;

internal sealed class BrokerageEndpointOptionsValidator : IValidateOptions<BrokerageEndpointOptions>
{
    private const string Name = nameof(BrokerageEndpointOptions);

    public ValidateOptionsResult Validate(string? name, BrokerageEndpointOptions options)
    {
        var failures = new List<string>();
        if (options.UserId is null && !options.AllowAnonymous)
            failures.Add($"{Name}.{nameof(options.UserId)} must say who is asking. Without users, {nameof(options.AllowAnonymous)} lets anybody in.");
        if (options.PublicAddress is { } address && !(address.IsAbsoluteUri && address.Scheme is "https" or "http" && address.Query.Length == 0 && address.Fragment.Length == 0))
            failures.Add($"{Name}.{nameof(options.PublicAddress)} must be an absolute http(s) address without query and fragment.");
        if (options.ReturnTo is { } path && !IsLocal(path))
            failures.Add($"{Name}.{nameof(options.ReturnTo)} must be a path of this application: it begins with one slash.");
        if (options.PreparationLife <= TimeSpan.Zero || options.PreparationLife > TimeSpan.FromHours(1))
            failures.Add($"{Name}.{nameof(options.PreparationLife)} is more than nothing and at most an hour.");
        if (options.PreparationsPerUser is < 1 or > 10_000)
            failures.Add($"{Name}.{nameof(options.PreparationsPerUser)} is 1 to 10,000.");
        foreach (var offer in options.Offers.Where(offer => !IsSegment(offer.Environment)))
            failures.Add($"The environment '{offer.Environment}' of {offer.Broker} cannot stand in a path: letters, digits and - _ . alone.");
        foreach (var twice in options.Offers.GroupBy(offer => (offer.Broker, offer.Environment, offer.Application)).Where(same => same.Count() > 1))
            failures.Add($"{twice.Key.Broker} in '{twice.Key.Environment}' is offered twice with '{twice.Key.Application}'.");
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static bool IsLocal(string path) => path.StartsWith('/') && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal)
        && !path.Contains('#', StringComparison.Ordinal) && !path.Any(char.IsControl);

    // "." and ".." are what servers resolve before they match.
    private static bool IsSegment(string name) => name.Any(char.IsAsciiLetterOrDigit) && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.');
}
