using System.Text.Json;
using System.Text.Json.Serialization;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Wire;

/// <summary>
/// The wire's JSON, made at compile time. Numbers may come as text or as numbers, absent values as null or "", times with nine digits;
/// unknown fields are left alone. What is read has setters: members that are only initialised go through a constructor, for which the
/// serializer boxes every value; it takes half as long again.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    Converters =
    [
        typeof(DecimalConverter), typeof(DoubleConverter), typeof(InstantConverter), typeof(DateConverter), typeof(BooleanConverter), typeof(Int32Converter),
        typeof(TextConverter), typeof(ObjectMapConverter<SnapshotWire>), typeof(ObjectMapConverter<IReadOnlyList<DataBarWire>>),
    ])]
[JsonSerializable(typeof(AccountWire))]
[JsonSerializable(typeof(IReadOnlyList<PositionWire>))]
[JsonSerializable(typeof(OrderWire))]
[JsonSerializable(typeof(IReadOnlyList<OrderWire>))]
[JsonSerializable(typeof(NewOrderWire))]
[JsonSerializable(typeof(PatchOrderWire))]
[JsonSerializable(typeof(IReadOnlyList<ActivityWire>))]
[JsonSerializable(typeof(AssetWire))]
[JsonSerializable(typeof(IReadOnlyList<AssetWire>))]
[JsonSerializable(typeof(OptionContractWire))]
[JsonSerializable(typeof(OptionContractsWire))]
[JsonSerializable(typeof(IReadOnlyList<CalendarDayWire>))]
[JsonSerializable(typeof(SnapshotWire))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, SnapshotWire>))]
[JsonSerializable(typeof(IReadOnlyList<DataBarWire>))]
[JsonSerializable(typeof(SnapshotsWire))]
[JsonSerializable(typeof(BarsWire))]
[JsonSerializable(typeof(SettingsWire))]
[JsonSerializable(typeof(PortfolioHistoryWire))]
[JsonSerializable(typeof(WatchlistWire))]
[JsonSerializable(typeof(IReadOnlyList<WatchlistWire>))]
[JsonSerializable(typeof(ErrorWire))]
[JsonSerializable(typeof(TokenWire))]
[JsonSerializable(typeof(TicketWire))]
[JsonSerializable(typeof(TradingFrameWire))]
[JsonSerializable(typeof(TradingAuthenticateWire))]
[JsonSerializable(typeof(TradingListenWire))]
[JsonSerializable(typeof(DataAuthenticateWire))]
[JsonSerializable(typeof(DataSubscribeWire))]
internal sealed partial class AlpacaJson : JsonSerializerContext;
