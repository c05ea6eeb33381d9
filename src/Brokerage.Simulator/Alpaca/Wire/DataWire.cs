using System.Text.Json.Serialization;

namespace Brokerage.Simulator.Alpaca.Wire;

// The data host sends JSON numbers, and one or two letters for a name. On the streams the same comes with a kind and a symbol.
internal record QuoteWire
{
    [JsonPropertyName("t")]
    public required string Time { get; init; }

    [JsonPropertyName("ax"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? AskExchange { get; init; }

    [JsonPropertyName("ap")]
    public required decimal AskPrice { get; init; }

    [JsonPropertyName("as")]
    public required decimal AskSize { get; init; }

    [JsonPropertyName("bx"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BidExchange { get; init; }

    [JsonPropertyName("bp")]
    public required decimal BidPrice { get; init; }

    [JsonPropertyName("bs")]
    public required decimal BidSize { get; init; }

    /// <summary>A list for stocks, one text for options, absent for crypto.</summary>
    [JsonPropertyName("c"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConditionsWire? Conditions { get; init; }

    [JsonPropertyName("z"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tape { get; init; }
}

internal record TradeWire
{
    [JsonPropertyName("t")]
    public required string Time { get; init; }

    [JsonPropertyName("x"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Exchange { get; init; }

    [JsonPropertyName("p")]
    public required decimal Price { get; init; }

    [JsonPropertyName("s")]
    public required decimal Size { get; init; }

    [JsonPropertyName("c"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public ConditionsWire? Conditions { get; init; }

    [JsonPropertyName("i"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Id { get; init; }

    [JsonPropertyName("z"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Tape { get; init; }

    /// <summary>Crypto only: who took, B or S.</summary>
    [JsonPropertyName("tks"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TakerSide { get; init; }
}

internal record BarWire
{
    [JsonPropertyName("t")]
    public required string Time { get; init; }

    [JsonPropertyName("o")]
    public required decimal Open { get; init; }

    [JsonPropertyName("h")]
    public required decimal High { get; init; }

    [JsonPropertyName("l")]
    public required decimal Low { get; init; }

    [JsonPropertyName("c")]
    public required decimal Close { get; init; }

    [JsonPropertyName("v")]
    public required decimal Volume { get; init; }

    [JsonPropertyName("n")]
    public required long Trades { get; init; }

    [JsonPropertyName("vw")]
    public required decimal Average { get; init; }
}

internal sealed record GreeksWire
{
    [JsonPropertyName("delta")]
    public required double Delta { get; init; }

    [JsonPropertyName("gamma")]
    public required double Gamma { get; init; }

    [JsonPropertyName("rho")]
    public required double Rho { get; init; }

    [JsonPropertyName("theta")]
    public required double Theta { get; init; }

    [JsonPropertyName("vega")]
    public required double Vega { get; init; }
}

internal sealed record SnapshotWire
{
    [JsonPropertyName("symbol"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Symbol { get; init; }

    [JsonPropertyName("latestTrade"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public TradeWire? LatestTrade { get; init; }

    [JsonPropertyName("latestQuote"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public QuoteWire? LatestQuote { get; init; }

    [JsonPropertyName("minuteBar"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BarWire? MinuteBar { get; init; }

    [JsonPropertyName("dailyBar"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BarWire? DailyBar { get; init; }

    [JsonPropertyName("prevDailyBar"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public BarWire? PreviousDailyBar { get; init; }

    [JsonPropertyName("greeks"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public GreeksWire? Greeks { get; init; }

    [JsonPropertyName("impliedVolatility"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? ImpliedVolatility { get; init; }
}

internal sealed record QuotesWire(IReadOnlyDictionary<string, QuoteWire> Quotes);

internal sealed record TradesWire(IReadOnlyDictionary<string, TradeWire> Trades);

internal sealed record LatestBarsWire(IReadOnlyDictionary<string, BarWire> Bars);

internal sealed record SymbolQuoteWire(string Symbol, QuoteWire Quote);

internal sealed record SymbolTradeWire(string Symbol, TradeWire Trade);

internal sealed record SymbolBarWire(string Symbol, BarWire Bar);

internal sealed record SnapshotsWire(
    IReadOnlyDictionary<string, SnapshotWire> Snapshots,
    [property: JsonPropertyName("next_page_token")] string? NextPageToken);

/// <summary>The crypto host sends no page token with its snapshots.</summary>
internal sealed record CryptoSnapshotsWire(IReadOnlyDictionary<string, SnapshotWire> Snapshots);

internal sealed record BarsWire(
    IReadOnlyDictionary<string, IReadOnlyList<BarWire>> Bars,
    [property: JsonPropertyName("next_page_token")] string? NextPageToken);

internal sealed record SymbolBarsWire(
    IReadOnlyList<BarWire> Bars,
    string Symbol,
    [property: JsonPropertyName("next_page_token")] string? NextPageToken);
