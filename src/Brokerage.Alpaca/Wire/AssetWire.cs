namespace Brokerage.Alpaca.Wire;

/// <summary>GET /v2/assets and /v2/assets/{symbol}.</summary>
internal sealed record AssetWire
{
    public string? Symbol { get; set; }
    public string? Class { get; set; }
    public string? Name { get; set; }
    public string? Status { get; set; }
    public bool? Tradable { get; set; }
    public bool? Shortable { get; set; }
    public bool? Fractionable { get; set; }
    public decimal? MinOrderSize { get; set; }
    public decimal? MinTradeIncrement { get; set; }
    public decimal? PriceIncrement { get; set; }
}
