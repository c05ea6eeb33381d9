using System.Text.Json.Serialization;

namespace Brokerage.AspNetCore.Wire;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record BeginSignInWire
{
    public required string BrokerId { get; init; }

    public required string Environment { get; init; }

    /// <summary>Needed only where the environment is offered with several registrations.</summary>
    public string? Application { get; init; }

    /// <summary>"ReadOnly" or "Trading"; if not said what the connection is allowed already, and of a new one reading alone.</summary>
    public string? Access { get; init; }

    public string? Nickname { get; init; }

    /// <summary>The connection to log in again.</summary>
    public string? Renews { get; init; }
}

/// <summary>What the user has to do. The handle goes back with his answer; a redirect has none.</summary>
internal sealed record SignInStepWire
{
    /// <summary>"Redirect", "EnterCode", "EnterKeys" or "SignInElsewhere".</summary>
    public required string Step { get; init; }

    public string? Handle { get; init; }

    public string? Address { get; init; }

    public IReadOnlyList<string>? KeyNames { get; init; }

    public double? PollSeconds { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public override string ToString() => $"{nameof(SignInStepWire)}: {Step}";
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SignInCodeWire(string Handle, string Code)
{
    public override string ToString() => nameof(SignInCodeWire);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SignInKeysWire(string Handle, IReadOnlyDictionary<string, string> Keys)
{
    public override string ToString() => nameof(SignInKeysWire);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SignInPollWire(string Handle)
{
    public override string ToString() => nameof(SignInPollWire);
}

internal sealed record SignInOutcomeWire
{
    /// <summary>"Connected" or "Pending".</summary>
    public required string Outcome { get; init; }

    public ConnectionWire? Connection { get; init; }

    public double? TryAgainInSeconds { get; init; }
}

internal sealed record OfferListWire(IReadOnlyList<OfferWire> Offers);

/// <summary>What can be connected. <c>LoginDays</c>: after how many days the broker asks its users to log in again; null where it does not, or does not say.</summary>
internal sealed record OfferWire(string BrokerId, string Name, string Environment, string Application, int? LoginDays);
