using System.Text.Json.Serialization;

namespace Brokerage.AspNetCore.Wire;

/// <summary>A problem (RFC 9457) with the suite's own members. The broker's own words stay on the server: nobody can say what they repeat.</summary>
internal sealed record ProblemWire
{
    public required string Title { get; init; }

    public required int Status { get; init; }

    public required string Detail { get; init; }

    public required string Code { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Field { get; init; }

    /// <summary>"Unknown" where the broker may have acted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Effect { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Recovery { get; init; }

    /// <summary>What the broker said, where <see cref="Code"/> is about the sign-in.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Reason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BrokerId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BrokerCode { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TraceId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? RetryAfterSeconds { get; init; }
}

/// <summary>An error inside an answer that is not a problem itself.</summary>
internal sealed record ErrorWire(string Code, string Message, string Effect, string Recovery, string? BrokerCode, string? Field);
