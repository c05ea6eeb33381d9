namespace Brokerage.Alpaca.Wire;

/// <summary>POST /v2/orders. Amounts travel as text, so that no digit is lost on the way.</summary>
internal sealed record NewOrderWire
{
    public required string ClientOrderId { get; init; }
    public string? Symbol { get; init; }
    public string? Qty { get; init; }
    public string? Notional { get; init; }
    public string? Side { get; init; }
    public required string Type { get; init; }
    public required string TimeInForce { get; init; }
    public string? LimitPrice { get; init; }
    public string? StopPrice { get; init; }
    public string? TrailPrice { get; init; }
    public string? TrailPercent { get; init; }
    public bool? ExtendedHours { get; init; }
    public string? OrderClass { get; init; }
    public string? PositionIntent { get; init; }
    public TakeProfitWire? TakeProfit { get; init; }
    public StopLossWire? StopLoss { get; init; }
    public IReadOnlyList<NewOrderLegWire>? Legs { get; init; }
}

internal sealed record TakeProfitWire(string LimitPrice);

internal sealed record StopLossWire(string StopPrice, string? LimitPrice);

internal sealed record NewOrderLegWire(string Symbol, string RatioQty, string Side, string? PositionIntent);

/// <summary>PATCH /v2/orders/{id}: the answer is a new order with a new id.</summary>
internal sealed record PatchOrderWire
{
    public required string ClientOrderId { get; init; }
    public string? Qty { get; init; }
    public string? TimeInForce { get; init; }
    public string? LimitPrice { get; init; }
    public string? StopPrice { get; init; }
    public string? Trail { get; init; }
}
