namespace Brokerage.Alpaca.Wire;

/// <summary>GET /v2/options/contracts (on the trading host; the chain's open interest lives here).</summary>
internal sealed record OptionContractsWire
{
    public IReadOnlyList<OptionContractWire>? OptionContracts { get; set; }
    public string? NextPageToken { get; set; }
}

internal sealed record OptionContractWire
{
    public string? Symbol { get; set; }
    public string? Name { get; set; }
    public string? Status { get; set; }
    public bool? Tradable { get; set; }
    public DateOnly? ExpirationDate { get; set; }
    public string? UnderlyingSymbol { get; set; }
    public decimal? Multiplier { get; set; }

    /// <summary>Shares delivered per contract; stands in where the multiplier is not sent.</summary>
    public decimal? Size { get; set; }
    public decimal? OpenInterest { get; set; }
}
