namespace Brokerage.Alpaca.Wire;

/// <summary>One row of GET /v2/account/activities: fills and everything else share the list.</summary>
internal sealed record ActivityWire
{
    public string? Id { get; set; }
    public string? ActivityType { get; set; }
    public string? ActivitySubType { get; set; }
    public string? Symbol { get; set; }
    public string? Side { get; set; }
    public decimal? Qty { get; set; }
    public decimal? Price { get; set; }
    public decimal? NetAmount { get; set; }
    public string? Currency { get; set; }
    public string? OrderId { get; set; }
    public string? Status { get; set; }
    public DateTimeOffset? TransactionTime { get; set; }
    public DateOnly? Date { get; set; }
}
