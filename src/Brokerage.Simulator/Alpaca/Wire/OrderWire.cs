using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Simulator.Alpaca.Wire;

/// <summary>An order, in every answer and on the stream.</summary>
internal record OrderWire
{
    public required string Id { get; init; }
    public required string ClientOrderId { get; init; }
    public required string CreatedAt { get; init; }
    public required string UpdatedAt { get; init; }
    public required string SubmittedAt { get; init; }
    public required string? FilledAt { get; init; }
    public required string? ExpiredAt { get; init; }

    /// <summary>Left out where the order does not end by itself.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExpiresAt { get; init; }

    public required string? CanceledAt { get; init; }
    public required string? FailedAt { get; init; }
    public required string? ReplacedAt { get; init; }
    public required string? ReplacedBy { get; init; }
    public required string? Replaces { get; init; }
    public required string AssetId { get; init; }
    public required string Symbol { get; init; }
    public required string AssetClass { get; init; }
    public required string? Notional { get; init; }
    public required string? Qty { get; init; }
    public required string FilledQty { get; init; }
    public required string? FilledAvgPrice { get; init; }
    public required string OrderClass { get; init; }
    public required string OrderType { get; init; }
    public required string Type { get; init; }
    public required string Side { get; init; }
    public required string TimeInForce { get; init; }
    public required string? LimitPrice { get; init; }
    public required string? StopPrice { get; init; }
    public required string Status { get; init; }
    public required bool ExtendedHours { get; init; }
    public required IReadOnlyList<OrderWire>? Legs { get; init; }
    public required string? TrailPercent { get; init; }
    public required string? TrailPrice { get; init; }
    public required string? Hwm { get; init; }

    /// <summary>Left out for an order of several legs, each of which has its own.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PositionIntent { get; init; }

    /// <summary>Only on the legs of a multi-leg order.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RatioQty { get; init; }

    public string? Subtag { get; init; }
    public string? Source { get; init; }
}

/// <summary>POST /v2/orders. Clients send numbers as text and as numbers.</summary>
internal sealed record NewOrderWire
{
    public string? Symbol { get; init; }
    public decimal? Qty { get; init; }
    public decimal? Notional { get; init; }
    public string? Side { get; init; }
    public string? Type { get; init; }
    public string? TimeInForce { get; init; }
    public decimal? LimitPrice { get; init; }
    public decimal? StopPrice { get; init; }
    public decimal? TrailPrice { get; init; }
    public decimal? TrailPercent { get; init; }
    public bool? ExtendedHours { get; init; }
    public string? ClientOrderId { get; init; }
    public string? OrderClass { get; init; }
    public TakeProfitWire? TakeProfit { get; init; }
    public StopLossWire? StopLoss { get; init; }
    public string? PositionIntent { get; init; }
    public IReadOnlyList<NewOrderLegWire>? Legs { get; init; }
}

internal sealed record TakeProfitWire
{
    public decimal? LimitPrice { get; init; }
}

internal sealed record StopLossWire
{
    public decimal? StopPrice { get; init; }
    public decimal? LimitPrice { get; init; }
}

internal sealed record NewOrderLegWire
{
    public string? Symbol { get; init; }
    public decimal? RatioQty { get; init; }
    public string? Side { get; init; }
    public string? PositionIntent { get; init; }
}

/// <summary>PATCH /v2/orders/{id}.</summary>
internal sealed record ReplaceOrderWire
{
    public decimal? Qty { get; init; }
    public decimal? Notional { get; init; }
    public string? TimeInForce { get; init; }
    public decimal? LimitPrice { get; init; }
    public decimal? StopPrice { get; init; }
    public decimal? Trail { get; init; }
    public string? ClientOrderId { get; init; }
}

/// <summary>A row of the answer to DELETE /v2/orders.</summary>
internal sealed record CancelledOrderWire
{
    public required string Id { get; init; }
    public required int Status { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ErrorWire? Body { get; init; }
}

/// <summary>A row of the answer to DELETE /v2/positions.</summary>
internal sealed record ClosedPositionWire
{
    public required string Symbol { get; init; }
    public required int Status { get; init; }

    /// <summary>The closing order, or the refusal.</summary>
    public required JsonElement Body { get; init; }
}
