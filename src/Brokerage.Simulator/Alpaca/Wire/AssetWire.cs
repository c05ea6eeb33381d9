using System.Text.Json.Serialization;

namespace Brokerage.Simulator.Alpaca.Wire;

/// <summary>GET /v2/assets.</summary>
internal sealed record AssetWire
{
    public required string Id { get; init; }
    public required string Class { get; init; }
    public required string Exchange { get; init; }
    public required string Symbol { get; init; }
    public required string Name { get; init; }
    public required string Status { get; init; }
    public required bool Tradable { get; init; }
    public required bool Marginable { get; init; }
    public required bool Shortable { get; init; }
    public required bool EasyToBorrow { get; init; }
    public required string BorrowStatus { get; init; }
    public required bool Fractionable { get; init; }
    public IReadOnlyList<string> Attributes { get; init; } = [];

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MinOrderSize { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? MinTradeIncrement { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PriceIncrement { get; init; }
}

/// <summary>GET /v2/clock; times carry New York's offset.</summary>
internal sealed record ClockWire
{
    public required string Timestamp { get; init; }
    public required bool IsOpen { get; init; }
    public required string NextOpen { get; init; }
    public required string NextClose { get; init; }
}

/// <summary>A day of GET /v2/calendar.</summary>
internal sealed record CalendarDayWire
{
    public required string Date { get; init; }
    public required string Open { get; init; }
    public required string Close { get; init; }
    public required string SessionOpen { get; init; }
    public required string SessionClose { get; init; }
    public required string SettlementDate { get; init; }
}

/// <summary>GET /v2/options/contracts.</summary>
internal sealed record OptionContractWire
{
    public required string Id { get; init; }
    public required string Symbol { get; init; }
    public required string Name { get; init; }
    public required string Status { get; init; }
    public required bool Tradable { get; init; }
    public required string ExpirationDate { get; init; }
    public required string RootSymbol { get; init; }
    public required string UnderlyingSymbol { get; init; }
    public required string UnderlyingAssetId { get; init; }
    public required string Type { get; init; }
    public required string Style { get; init; }
    public required string StrikePrice { get; init; }
    public required string Multiplier { get; init; }
    public required string Size { get; init; }
    public required string? OpenInterest { get; init; }
    public required string? OpenInterestDate { get; init; }
    public required string? ClosePrice { get; init; }
    public required string? ClosePriceDate { get; init; }
}

internal sealed record OptionContractsWire(IReadOnlyList<OptionContractWire> OptionContracts, string? NextPageToken);

/// <summary>A watchlist; lists of watchlists leave the assets out.</summary>
internal sealed record WatchlistWire
{
    public required string Id { get; init; }
    public required string AccountId { get; init; }
    public required string CreatedAt { get; init; }
    public required string UpdatedAt { get; init; }
    public required string Name { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<AssetWire>? Assets { get; init; }
}

internal sealed record WatchlistRequestWire
{
    public string? Name { get; init; }
    public string? Symbol { get; init; }
    public IReadOnlyList<string>? Symbols { get; init; }
}
