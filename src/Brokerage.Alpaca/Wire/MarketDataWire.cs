using System.Text.Json.Serialization;

namespace Brokerage.Alpaca.Wire;

/// <summary>GET /v2/stocks/snapshots answers a map of these by symbol; options and crypto wrap the map in "snapshots".</summary>
internal sealed record SnapshotWire
{
    [JsonPropertyName("latestTrade")] public DataTradeWire? LatestTrade { get; init; }
    [JsonPropertyName("latestQuote")] public DataQuoteWire? LatestQuote { get; init; }
    [JsonPropertyName("dailyBar")] public DataBarWire? DailyBar { get; init; }
    [JsonPropertyName("prevDailyBar")] public DataBarWire? PrevDailyBar { get; init; }
    [JsonPropertyName("greeks")] public GreeksWire? Greeks { get; init; }
    [JsonPropertyName("impliedVolatility")] public double? ImpliedVolatility { get; init; }
}

internal sealed record SnapshotsWire
{
    [JsonPropertyName("snapshots")] public IReadOnlyDictionary<string, SnapshotWire>? Snapshots { get; init; }
    [JsonPropertyName("next_page_token")] public string? NextPageToken { get; init; }
}

internal sealed record DataTradeWire
{
    [JsonPropertyName("p")] public decimal? Price { get; init; }
    [JsonPropertyName("t")] public DateTimeOffset? Time { get; init; }
}

internal sealed record DataQuoteWire
{
    [JsonPropertyName("bp")] public decimal? BidPrice { get; init; }
    [JsonPropertyName("bs")] public decimal? BidSize { get; init; }
    [JsonPropertyName("ap")] public decimal? AskPrice { get; init; }
    [JsonPropertyName("as")] public decimal? AskSize { get; init; }
    [JsonPropertyName("t")] public DateTimeOffset? Time { get; init; }
}

internal sealed record DataBarWire
{
    [JsonPropertyName("t")] public DateTimeOffset? Time { get; init; }
    [JsonPropertyName("o")] public decimal? Open { get; init; }
    [JsonPropertyName("h")] public decimal? High { get; init; }
    [JsonPropertyName("l")] public decimal? Low { get; init; }
    [JsonPropertyName("c")] public decimal? Close { get; init; }
    [JsonPropertyName("v")] public decimal? Volume { get; init; }
}

internal sealed record GreeksWire
{
    [JsonPropertyName("delta")] public double? Delta { get; init; }
    [JsonPropertyName("gamma")] public double? Gamma { get; init; }
    [JsonPropertyName("theta")] public double? Theta { get; init; }
    [JsonPropertyName("vega")] public double? Vega { get; init; }
    [JsonPropertyName("rho")] public double? Rho { get; init; }
}

/// <summary>GET /v2/stocks/bars, /v1beta1/options/bars, /v1beta3/crypto/us/bars: bars by symbol.</summary>
internal sealed record BarsWire
{
    [JsonPropertyName("bars")] public IReadOnlyDictionary<string, IReadOnlyList<DataBarWire>>? Bars { get; init; }
    [JsonPropertyName("next_page_token")] public string? NextPageToken { get; init; }
}
