using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Simulator.Alpaca.Wire;

/// <summary>A frame of the trading stream: one object each.</summary>
internal sealed record TradingFrameWire<T>(string Stream, T Data);

internal sealed record AuthorizationWire(string Status, string Action);

internal sealed record ListeningWire(IReadOnlyList<string> Streams);

internal sealed record TradingErrorWire(string Action, TradingErrorDataWire Data);

internal sealed record TradingErrorDataWire(string ErrorMessage);

/// <summary>An order as the trading stream tells it: with a field more, of which only null was ever recorded.</summary>
internal sealed record StreamOrderWire : OrderWire
{
    [SetsRequiredMembers]
    public StreamOrderWire(OrderWire order)
        : base(order)
    {
    }

    public string? CancelRequestedAt { get; }
}

internal sealed record TradeUpdateWire
{
    public required string At { get; init; }
    public required string Event { get; init; }
    public required string EventId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ExecutionId { get; init; }

    public required StreamOrderWire Order { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PositionQty { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Price { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Qty { get; init; }

    public required string Timestamp { get; init; }
}

// Messages of the data stream. T leads, since it tells the kind.
internal sealed record DataSuccessWire([property: JsonPropertyName("T")] string Kind, string Msg);

internal sealed record DataErrorWire([property: JsonPropertyName("T")] string Kind, int Code, string Msg);

/// <summary>The whole set of subscriptions; a feed says only the channels that it has.</summary>
internal sealed record DataSubscriptionWire
{
    [JsonPropertyName("T")]
    public string Kind { get; } = "subscription";

    [JsonPropertyName("trades"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Trades { get; init; }

    [JsonPropertyName("quotes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Quotes { get; init; }

    [JsonPropertyName("orderbooks"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Orderbooks { get; init; }

    [JsonPropertyName("bars"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Bars { get; init; }

    [JsonPropertyName("updatedBars"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? UpdatedBars { get; init; }

    [JsonPropertyName("dailyBars"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? DailyBars { get; init; }

    [JsonPropertyName("statuses"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Statuses { get; init; }

    [JsonPropertyName("lulds"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Lulds { get; init; }

    [JsonPropertyName("corrections"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Corrections { get; init; }

    [JsonPropertyName("cancelErrors"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? CancelErrors { get; init; }
}

internal sealed record StreamQuoteWire : QuoteWire
{
    [SetsRequiredMembers]
    public StreamQuoteWire(string symbol, QuoteWire quote)
        : base(quote) => Symbol = symbol;

    [JsonPropertyName("T"), JsonPropertyOrder(-2)]
    public string Kind { get; } = "q";

    [JsonPropertyName("S"), JsonPropertyOrder(-1)]
    public string Symbol { get; }
}

internal sealed record StreamTradeWire : TradeWire
{
    [SetsRequiredMembers]
    public StreamTradeWire(string symbol, TradeWire trade)
        : base(trade) => Symbol = symbol;

    [JsonPropertyName("T"), JsonPropertyOrder(-2)]
    public string Kind { get; } = "t";

    [JsonPropertyName("S"), JsonPropertyOrder(-1)]
    public string Symbol { get; }
}

internal sealed record StreamBarWire : BarWire
{
    [SetsRequiredMembers]
    public StreamBarWire(string kind, string symbol, BarWire bar)
        : base(bar) => (Kind, Symbol) = (kind, symbol);

    [JsonPropertyName("T"), JsonPropertyOrder(-2)]
    public string Kind { get; }

    [JsonPropertyName("S"), JsonPropertyOrder(-1)]
    public string Symbol { get; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TradingFrameWire<AuthorizationWire>))]
[JsonSerializable(typeof(TradingFrameWire<ListeningWire>))]
[JsonSerializable(typeof(TradingFrameWire<TradeUpdateWire>))]
[JsonSerializable(typeof(TradingErrorWire))]
[JsonSerializable(typeof(DataSuccessWire))]
[JsonSerializable(typeof(DataErrorWire))]
[JsonSerializable(typeof(DataSubscriptionWire))]
[JsonSerializable(typeof(StreamQuoteWire))]
[JsonSerializable(typeof(StreamTradeWire))]
[JsonSerializable(typeof(StreamBarWire))]
internal sealed partial class StreamJson : JsonSerializerContext
{
    public static byte[] Bytes<T>(T value, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(value, type);
}
