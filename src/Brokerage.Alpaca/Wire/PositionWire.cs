using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Alpaca.Wire;

/// <summary>GET /v2/positions. Prices and values may be null outside data hours.</summary>
internal sealed record PositionWire
{
    public string? Symbol { get; set; }
    [JsonConverter(typeof(AlpacaWordConverter))] public string? AssetClass { get; set; }
    [JsonConverter(typeof(AlpacaWordConverter))] public string? Side { get; set; }
    public decimal? Qty { get; set; }
    public decimal? QtyAvailable { get; set; }
    public decimal? AvgEntryPrice { get; set; }
    public decimal? CurrentPrice { get; set; }
    public decimal? MarketValue { get; set; }
    public decimal? CostBasis { get; set; }
    public decimal? UnrealizedPl { get; set; }
    public decimal? UnrealizedIntradayPl { get; set; }

    /// <summary>Present for accounts kept in a local currency only: then every figure above is in that currency.</summary>
    public JsonElement? Usd { get; set; }
}
