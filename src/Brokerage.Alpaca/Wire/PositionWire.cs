using System.Text.Json;

namespace Brokerage.Alpaca.Wire;

/// <summary>GET /v2/positions. Prices and values may be null outside data hours.</summary>
internal sealed record PositionWire
{
    public string? Symbol { get; init; }
    public string? AssetClass { get; init; }
    public string? Side { get; init; }
    public decimal? Qty { get; init; }
    public decimal? QtyAvailable { get; init; }
    public decimal? AvgEntryPrice { get; init; }
    public decimal? CurrentPrice { get; init; }
    public decimal? MarketValue { get; init; }
    public decimal? CostBasis { get; init; }
    public decimal? UnrealizedPl { get; init; }
    public decimal? UnrealizedIntradayPl { get; init; }

    /// <summary>Present for accounts kept in a local currency only: then every figure above is in that currency.</summary>
    public JsonElement? Usd { get; init; }
}
