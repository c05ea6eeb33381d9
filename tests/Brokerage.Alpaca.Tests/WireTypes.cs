using System.Text.Json.Serialization.Metadata;
using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Tests;

/// <summary>Which wire record a payload is read as, by its name.</summary>
internal static class WireTypes
{
    private static AlpacaJson Json => AlpacaJson.Default;

    /// <summary>Every record that an answer is read as.</summary>
    public static IReadOnlyList<JsonTypeInfo> Answers { get; } =
    [
        Json.AccountWire, Json.PositionWire, Json.OrderWire, Json.ActivityWire, Json.AssetWire, Json.OptionContractWire, Json.OptionContractsWire,
        Json.CalendarDayWire, Json.SnapshotWire, Json.SnapshotsWire, Json.DataTradeWire, Json.DataQuoteWire, Json.DataBarWire, Json.GreeksWire,
        Json.BarsWire, Json.SettingsWire, Json.PortfolioHistoryWire, Json.WatchlistWire, Json.ErrorWire, Json.TokenWire, Json.TradingFrameWire, Json.TradingFrameDataWire,
    ];

    public static JsonTypeInfo Info(Type type) => Json.GetTypeInfo(type) ?? throw new InvalidOperationException($"{type} is not on the wire.");

    public static JsonTypeInfo? Of(string fixture) => fixture.Split('/') switch
    {
        ["Account", _] => Json.AccountWire,
        ["Positions", _] => Json.IReadOnlyListPositionWire,
        ["Orders", var name] when name.StartsWith("GET-orders", StringComparison.Ordinal) => Json.IReadOnlyListOrderWire,
        ["Orders", _] => Json.OrderWire,
        ["Activities", _] => Json.IReadOnlyListActivityWire,
        ["Assets", "GET-assets"] => Json.IReadOnlyListAssetWire,
        ["Assets", _] => Json.AssetWire,
        ["Options", "GET-contracts"] => Json.OptionContractsWire,
        ["Options", _] => Json.OptionContractWire,
        ["Calendar", _] => Json.IReadOnlyListCalendarDayWire,
        ["Data", "GET-stock-snapshots"] => Json.IReadOnlyDictionaryStringSnapshotWire,
        ["Data", var name] when name.EndsWith("snapshots", StringComparison.Ordinal) => Json.SnapshotsWire,
        ["Data", _] => Json.BarsWire,
        ["Extras", "GET-configurations"] => Json.SettingsWire,
        ["Extras", "GET-portfolio-history"] => Json.PortfolioHistoryWire,
        ["Extras", "GET-watchlists"] => Json.IReadOnlyListWatchlistWire,
        ["Extras", _] => Json.WatchlistWire,
        ["Errors", _] => Json.ErrorWire,
        ["Auth", _] => Json.TokenWire,
        ["Streams", _] => Json.TradingFrameWire,
        _ => null,
    };
}
