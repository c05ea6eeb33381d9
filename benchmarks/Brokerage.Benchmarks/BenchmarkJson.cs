using System.Text.Json.Serialization;
using Brokerage.Transport;

namespace Brokerage.Benchmarks;

public sealed record AccountRow(string? Id, string? Status, string? Currency, decimal? Cash, decimal? BuyingPower, decimal? Equity, string? Multiplier, DateTimeOffset? CreatedAt);

public sealed record PositionRow(
    string? Symbol, string? AssetClass, string? Side, decimal? Qty, decimal? AvgEntryPrice, decimal? MarketValue, decimal? CostBasis, decimal? UnrealizedPl,
    decimal? CurrentPrice, decimal? LastdayPrice, decimal? ChangeToday);

/// <summary>As anybody would write it: the platform's own number handling.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, NumberHandling = JsonNumberHandling.AllowReadingFromString)]
[JsonSerializable(typeof(AccountRow))]
[JsonSerializable(typeof(List<PositionRow>))]
internal sealed partial class PlainJson : JsonSerializerContext;

/// <summary>With the tolerant converters.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(DecimalConverter), typeof(InstantConverter)])]
[JsonSerializable(typeof(AccountRow))]
[JsonSerializable(typeof(List<PositionRow>))]
internal sealed partial class TolerantJson : JsonSerializerContext;
