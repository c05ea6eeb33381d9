namespace Brokerage.Alpaca.Wire;

/// <summary>GET /v2/assets and /v2/assets/{symbol}.</summary>
internal sealed record AssetWire
{
    public string? Symbol { get; init; }
    public string? Class { get; init; }
    public string? Name { get; init; }
    public string? Status { get; init; }
    public bool? Tradable { get; init; }
    public bool? Shortable { get; init; }
    public bool? Fractionable { get; init; }
    public decimal? MinOrderSize { get; init; }
    public decimal? MinTradeIncrement { get; init; }
    public decimal? PriceIncrement { get; init; }
}
