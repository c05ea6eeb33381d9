using System.Text.Json.Serialization;

namespace Brokerage.Alpaca.Wire;

/// <summary>GET /v2/stocks/snapshots answers a map of these by symbol; options and crypto wrap the map in "snapshots".</summary>
internal sealed record SnapshotWire
{
    [JsonPropertyName("latestTrade")] public DataTradeWire? LatestTrade { get; set; }
    [JsonPropertyName("latestQuote")] public DataQuoteWire? LatestQuote { get; set; }
    [JsonPropertyName("dailyBar")] public DataBarWire? DailyBar { get; set; }
    [JsonPropertyName("prevDailyBar")] public DataBarWire? PrevDailyBar { get; set; }
    [JsonPropertyName("greeks")] public GreeksWire? Greeks { get; set; }
    [JsonPropertyName("impliedVolatility")] public double? ImpliedVolatility { get; set; }
}

internal sealed record SnapshotsWire
{
    [JsonPropertyName("snapshots")] public IReadOnlyDictionary<string, SnapshotWire>? Snapshots { get; set; }
    [JsonPropertyName("next_page_token")] public string? NextPageToken { get; set; }
}

internal sealed record DataTradeWire
{
    [JsonPropertyName("p")] public decimal? Price { get; set; }
    [JsonPropertyName("t")] public DateTimeOffset? Time { get; set; }
}

internal sealed record DataQuoteWire
{
    [JsonPropertyName("bp")] public decimal? BidPrice { get; set; }
    [JsonPropertyName("bs")] public decimal? BidSize { get; set; }
    [JsonPropertyName("ap")] public decimal? AskPrice { get; set; }
    [JsonPropertyName("as")] public decimal? AskSize { get; set; }
    [JsonPropertyName("t")] public DateTimeOffset? Time { get; set; }
}

internal sealed record DataBarWire
{
    [JsonPropertyName("t")] public DateTimeOffset? Time { get; set; }
    [JsonPropertyName("o")] public decimal? Open { get; set; }
    [JsonPropertyName("h")] public decimal? High { get; set; }
    [JsonPropertyName("l")] public decimal? Low { get; set; }
    [JsonPropertyName("c")] public decimal? Close { get; set; }
    [JsonPropertyName("v")] public decimal? Volume { get; set; }
}

internal sealed record GreeksWire
{
    [JsonPropertyName("delta")] public double? Delta { get; set; }
    [JsonPropertyName("gamma")] public double? Gamma { get; set; }
    [JsonPropertyName("theta")] public double? Theta { get; set; }
    [JsonPropertyName("vega")] public double? Vega { get; set; }
    [JsonPropertyName("rho")] public double? Rho { get; set; }
}

/// <summary>GET /v2/stocks/bars, /v1beta1/options/bars, /v1beta3/crypto/us/bars: bars by symbol.</summary>
internal sealed record BarsWire
{
    [JsonPropertyName("bars")] public IReadOnlyDictionary<string, IReadOnlyList<DataBarWire>>? Bars { get; set; }
    [JsonPropertyName("next_page_token")] public string? NextPageToken { get; set; }
}
