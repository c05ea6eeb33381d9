using System.Text.Json.Serialization;

namespace Brokerage.ETrade.Wire;

/// <summary>A refusal, at any address; the code is a number or text, or missing.</summary>
internal sealed record ErrorAnswerWire
{
    [JsonPropertyName("Error")] public ErrorWire? Error { get; set; }
}

internal sealed record ErrorWire
{
    public string? Code { get; set; }
    public string? Message { get; set; }
    [JsonPropertyName("ErrorCode")] public string? ErrorCode { get; set; }
    [JsonPropertyName("ErrorMessage")] public string? ErrorMessage { get; set; }
}
