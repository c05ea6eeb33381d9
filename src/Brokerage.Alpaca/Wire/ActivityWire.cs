namespace Brokerage.Alpaca.Wire;

/// <summary>One row of GET /v2/account/activities: fills and everything else share the list.</summary>
internal sealed record ActivityWire
{
    public string? Id { get; init; }
    public string? ActivityType { get; init; }
    public string? ActivitySubType { get; init; }
    public string? Symbol { get; init; }
    public string? Side { get; init; }
    public decimal? Qty { get; init; }
    public decimal? Price { get; init; }
    public decimal? NetAmount { get; init; }
    public string? Currency { get; init; }
    public string? OrderId { get; init; }
    public string? Status { get; init; }
    public DateTimeOffset? TransactionTime { get; init; }
    public DateOnly? Date { get; init; }
}
