using System.Text.Json.Serialization;

namespace Brokerage.ETrade.Wire;

/// <summary>GET /v1/user/alerts. None at all is a 404 with the code 53.</summary>
internal sealed record AlertsAnswerWire : IAnswerWire
{
    [JsonPropertyName("AlertsResponse")] public AlertsWire? AlertsResponse { get; set; }

    bool IAnswerWire.IsAnswer => AlertsResponse is not null;
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
internal sealed record AlertDetailsAnswerWire : IAnswerWire
{
    [JsonPropertyName("AlertDetailsResponse")] public AlertDetailsWire? AlertDetailsResponse { get; set; }

    bool IAnswerWire.IsAnswer => AlertDetailsResponse is not null;
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
