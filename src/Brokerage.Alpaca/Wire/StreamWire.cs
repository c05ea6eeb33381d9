namespace Brokerage.Alpaca.Wire;

/// <summary>A frame of the trading stream: one object, in binary or text frames alike.</summary>
internal sealed record TradingFrameWire
{
    public string? Stream { get; set; }
    public TradingFrameDataWire? Data { get; set; }
}

/// <summary>The answer to authenticate or listen, or an event of an order: the fields of all three.</summary>
internal sealed record TradingFrameDataWire
{
    public string? Status { get; set; }
    public IReadOnlyList<string?>? Streams { get; set; }
    public string? Event { get; set; }
    public string? ExecutionId { get; set; }
    public decimal? Price { get; set; }
    public decimal? Qty { get; set; }
    public DateTimeOffset? Timestamp { get; set; }
    public OrderWire? Order { get; set; }
}

internal sealed record TradingAuthenticateWire(string Action, TradingCredentialsWire Data);

internal sealed record TradingCredentialsWire
{
    public string? KeyId { get; init; }
    public string? SecretKey { get; init; }
    public string? OauthToken { get; init; }
}

internal sealed record TradingListenWire(string Action, TradingStreamsWire Data);

internal sealed record TradingStreamsWire(IReadOnlyList<string> Streams);

internal sealed record DataAuthenticateWire(string Action, string Key, string Secret);

internal sealed record DataSubscribeWire(string Action, IReadOnlyCollection<string> Trades, IReadOnlyCollection<string> Quotes);
