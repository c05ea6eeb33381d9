using System.Text.Json.Serialization;

namespace Brokerage.Alpaca.Wire;

/// <summary>An order as every endpoint and the trading stream return it; a leg has the same shape.</summary>
internal sealed record OrderWire
{
    public string? Id { get; set; }
    public string? ClientOrderId { get; set; }
    public string? Symbol { get; set; }
    [JsonConverter(typeof(AlpacaWordConverter))] public string? AssetClass { get; set; }
    [JsonConverter(typeof(AlpacaWordConverter))] public string? OrderClass { get; set; }
    [JsonConverter(typeof(AlpacaWordConverter))] public string? Type { get; set; }

    /// <summary>The older name of <see cref="Type"/>; read when that one is empty.</summary>
    [JsonConverter(typeof(AlpacaWordConverter))] public string? OrderType { get; set; }
    [JsonConverter(typeof(AlpacaWordConverter))] public string? Side { get; set; }
    [JsonConverter(typeof(AlpacaWordConverter))] public string? PositionIntent { get; set; }
    [JsonConverter(typeof(AlpacaWordConverter))] public string? TimeInForce { get; set; }
    [JsonConverter(typeof(AlpacaWordConverter))] public string? Status { get; set; }
    public bool? ExtendedHours { get; set; }

    public decimal? Qty { get; set; }
    public decimal? Notional { get; set; }
    public decimal? RatioQty { get; set; }
    public decimal? FilledQty { get; set; }
    public decimal? FilledAvgPrice { get; set; }
    public decimal? LimitPrice { get; set; }
    public decimal? StopPrice { get; set; }
    public decimal? TrailPrice { get; set; }
    public decimal? TrailPercent { get; set; }
    public decimal? Commission { get; set; }

    public string? Replaces { get; set; }
    public string? ReplacedBy { get; set; }
    public IReadOnlyList<OrderWire>? Legs { get; set; }

    public DateTimeOffset? CreatedAt { get; set; }
    public DateTimeOffset? UpdatedAt { get; set; }
    public DateTimeOffset? SubmittedAt { get; set; }
    public DateTimeOffset? FilledAt { get; set; }
    public DateTimeOffset? CanceledAt { get; set; }
    public DateTimeOffset? ExpiredAt { get; set; }
    public DateTimeOffset? FailedAt { get; set; }
    public DateTimeOffset? ReplacedAt { get; set; }
}
