using System.Text.Json.Serialization;

namespace Brokerage.ETrade.Wire;

/// <summary>GET /v1/user/alerts. None at all is a 404 with the code 53.</summary>
internal sealed record AlertsAnswerWire
{
    [JsonPropertyName("AlertsResponse")] public AlertsWire? AlertsResponse { get; set; }
}

internal sealed record AlertsWire
{
    public int? TotalAlerts { get; set; }
    [JsonPropertyName("Alert")] public IReadOnlyList<AlertWire>? Alert { get; set; }
}

internal sealed record AlertWire
{
    public string? Id { get; set; }
    public long? CreateTime { get; set; }
    public string? Subject { get; set; }
    public string? Status { get; set; }
}

/// <summary>GET /v1/user/alerts/{id}.</summary>
internal sealed record AlertDetailsAnswerWire
{
    [JsonPropertyName("AlertDetailsResponse")] public AlertDetailsWire? AlertDetailsResponse { get; set; }
}

internal sealed record AlertDetailsWire
{
    public string? Id { get; set; }
    public long? CreateTime { get; set; }
    public string? Subject { get; set; }
    public string? MsgText { get; set; }
    public long? ReadTime { get; set; }
    public string? Symbol { get; set; }
}
