using System.Text.Json;
using System.Text.Json.Serialization;
using Brokerage.Transport;

namespace Brokerage.Conformance.Tests.Guide.Acme;

#region wire
internal sealed record AccountWire(
    string? Id, string? Number, string? Status, string? Type, decimal? Cash, decimal? Available, decimal? BuyingPower, decimal? Equity, decimal? Invested);

internal sealed record PositionWire(string? Symbol, decimal? Quantity, decimal? Cost, decimal? Price, decimal? Value);

internal sealed record QuoteWire(
    string? Symbol, decimal? Bid, decimal? Ask, decimal? BidSize, decimal? AskSize, decimal? Last, decimal? PreviousClose, DateTimeOffset? Time);

internal sealed record ErrorWire(string? Code, string? Message);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters = [typeof(DecimalConverter), typeof(InstantConverter), typeof(TextConverter)])]
[JsonSerializable(typeof(AccountWire))]
[JsonSerializable(typeof(IReadOnlyList<PositionWire>))]
[JsonSerializable(typeof(IReadOnlyList<QuoteWire>))]
[JsonSerializable(typeof(ErrorWire))]
[JsonSerializable(typeof(NewOrderWire))]
[JsonSerializable(typeof(OrderWire))]
internal sealed partial class AcmeJson : JsonSerializerContext;
#endregion

internal sealed record NewOrderWire(string ClientId, string Symbol, string Side, decimal Quantity, decimal Limit);

internal sealed record OrderWire(string? Id, string? ClientId, string? Status);
