using System.Text.Json.Serialization;

namespace Brokerage.ETrade.Wire;

/// <summary>Something that E*TRADE says beside its answer; an empty object where it says nothing.</summary>
internal sealed record MessagesWire
{
    [JsonPropertyName("Message")] public IReadOnlyList<MessageWire>? Message { get; set; }
}

internal sealed record MessageWire
{
    public string? Description { get; set; }
    public string? Code { get; set; }
    public string? Type { get; set; }
}
