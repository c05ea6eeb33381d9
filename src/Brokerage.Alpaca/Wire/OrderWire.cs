namespace Brokerage.Alpaca.Wire;

/// <summary>An order as every endpoint and the trading stream return it; a leg has the same shape.</summary>
internal sealed record OrderWire
{
    public string? Id { get; init; }
    public string? ClientOrderId { get; init; }
    public string? Symbol { get; init; }
    public string? AssetClass { get; init; }
    public string? OrderClass { get; init; }
    public string? Type { get; init; }

    /// <summary>The older name of <see cref="Type"/>; read when that one is empty.</summary>
    public string? OrderType { get; init; }
    public string? Side { get; init; }
    public string? PositionIntent { get; init; }
    public string? TimeInForce { get; init; }
    public string? Status { get; init; }
    public bool? ExtendedHours { get; init; }

    public decimal? Qty { get; init; }
    public decimal? Notional { get; init; }
    public decimal? RatioQty { get; init; }
    public decimal? FilledQty { get; init; }
    public decimal? FilledAvgPrice { get; init; }
    public decimal? LimitPrice { get; init; }
    public decimal? StopPrice { get; init; }
    public decimal? TrailPrice { get; init; }
    public decimal? TrailPercent { get; init; }
    public decimal? Commission { get; init; }

    public string? Replaces { get; init; }
    public string? ReplacedBy { get; init; }
    public IReadOnlyList<OrderWire>? Legs { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public DateTimeOffset? SubmittedAt { get; init; }
    public DateTimeOffset? FilledAt { get; init; }
    public DateTimeOffset? CanceledAt { get; init; }
    public DateTimeOffset? ExpiredAt { get; init; }
    public DateTimeOffset? FailedAt { get; init; }
    public DateTimeOffset? ReplacedAt { get; init; }
    public DateTimeOffset? ExpiresAt { get; init; }
}
