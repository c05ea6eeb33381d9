using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Brokerage.Simulator.Alpaca.Wire;

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(LenientDecimal), typeof(LenientText)])]
[JsonSerializable(typeof(AccountWire))]
[JsonSerializable(typeof(ConfigurationsWire))]
[JsonSerializable(typeof(ConfigurationsPatchWire))]
[JsonSerializable(typeof(IReadOnlyList<ActivityWire>))]
[JsonSerializable(typeof(PortfolioHistoryWire))]
[JsonSerializable(typeof(OrderWire))]
[JsonSerializable(typeof(IReadOnlyList<OrderWire>))]
[JsonSerializable(typeof(NewOrderWire))]
[JsonSerializable(typeof(ReplaceOrderWire))]
[JsonSerializable(typeof(IReadOnlyList<CancelledOrderWire>))]
[JsonSerializable(typeof(IReadOnlyList<ClosedPositionWire>))]
[JsonSerializable(typeof(PositionWire))]
[JsonSerializable(typeof(IReadOnlyList<PositionWire>))]
[JsonSerializable(typeof(AssetWire))]
[JsonSerializable(typeof(IReadOnlyList<AssetWire>))]
[JsonSerializable(typeof(ClockWire))]
[JsonSerializable(typeof(IReadOnlyList<CalendarDayWire>))]
[JsonSerializable(typeof(OptionContractWire))]
[JsonSerializable(typeof(OptionContractsWire))]
[JsonSerializable(typeof(WatchlistWire))]
[JsonSerializable(typeof(IReadOnlyList<WatchlistWire>))]
[JsonSerializable(typeof(WatchlistRequestWire))]
[JsonSerializable(typeof(ErrorWire))]
[JsonSerializable(typeof(QuotesWire))]
[JsonSerializable(typeof(TradesWire))]
[JsonSerializable(typeof(LatestBarsWire))]
[JsonSerializable(typeof(SymbolQuoteWire))]
[JsonSerializable(typeof(SymbolTradeWire))]
[JsonSerializable(typeof(SymbolBarWire))]
[JsonSerializable(typeof(SnapshotWire))]
[JsonSerializable(typeof(SnapshotsWire))]
[JsonSerializable(typeof(CryptoSnapshotsWire))]
[JsonSerializable(typeof(IReadOnlyDictionary<string, SnapshotWire>))]
[JsonSerializable(typeof(BarsWire))]
[JsonSerializable(typeof(SymbolBarsWire))]
[JsonSerializable(typeof(OAuthTokenWire))]
internal sealed partial class AlpacaJson : JsonSerializerContext
{
    /// <summary>The wire as it is written: quotes and plus signs inside texts are left as they are.</summary>
    public static AlpacaJson Wire => Relaxed.Instance;

    private static class Relaxed
    {
        public static AlpacaJson Instance { get; } = new(new JsonSerializerOptions(Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    }
}
