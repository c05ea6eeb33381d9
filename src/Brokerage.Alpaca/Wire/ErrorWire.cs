namespace Brokerage.Alpaca.Wire;

/// <summary>An error body: {"code":40310000,"message":"...", ...}. The code may be missing, and the token endpoint may answer in OAuth's words.</summary>
internal sealed record ErrorWire
{
    public string? Code { get; set; }
    public string? Message { get; set; }
    public string? Error { get; set; }
    public string? ErrorDescription { get; set; }

    // The figures of a refusal, as they are sent; which of them are there depends on what was refused.
    public string? Symbol { get; set; }
    public string? RejectReason { get; set; }
    public string? Available { get; set; }
    public string? AvailableQty { get; set; }
    public string? Balance { get; set; }
    public string? BuyingPower { get; set; }
    public string? CostBasis { get; set; }
    public string? ExistingQty { get; set; }
    public string? HeldForOrders { get; set; }
    public string? MarketPrice { get; set; }
    public string? RequiredQty { get; set; }
    public string? StopPrice { get; set; }
}
