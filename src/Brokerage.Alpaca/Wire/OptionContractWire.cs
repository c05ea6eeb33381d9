namespace Brokerage.Alpaca.Wire;

/// <summary>GET /v2/options/contracts (on the trading host; the chain's open interest lives here).</summary>
internal sealed record OptionContractsWire
{
    public IReadOnlyList<OptionContractWire>? OptionContracts { get; init; }
    public string? NextPageToken { get; init; }
}

internal sealed record OptionContractWire
{
    public string? Symbol { get; init; }
    public string? Name { get; init; }
    public string? Status { get; init; }
    public bool? Tradable { get; init; }
    public DateOnly? ExpirationDate { get; init; }
    public decimal? StrikePrice { get; init; }
    public string? UnderlyingSymbol { get; init; }
    public decimal? Multiplier { get; init; }

    /// <summary>Shares delivered per contract; stands in where the multiplier is not sent.</summary>
    public decimal? Size { get; init; }
    public decimal? OpenInterest { get; init; }
}
