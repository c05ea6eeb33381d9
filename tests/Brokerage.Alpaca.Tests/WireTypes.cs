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
        Json.BarsWire, Json.ErrorWire, Json.TokenWire, Json.TradingFrameWire, Json.TradingFrameDataWire,
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
        ["Errors", _] => Json.ErrorWire,
        ["Auth", _] => Json.TokenWire,
        ["Streams", _] => Json.TradingFrameWire,
        _ => null,
    };

    /// <summary>The same for samples; null for endpoints that the adapter does not read.</summary>
    public static JsonTypeInfo? OfSample(string name) => name switch
    {
        "account" or "rec_account_2026_10" => Json.AccountWire,
        "position_equity" => Json.PositionWire,
        "positions_with_usd" or "rec_positions_held" => Json.IReadOnlyListPositionWire,
        "rec_buy_notional_sequence" or "rec_resting_limit_cancel_sequence" => Json.IReadOnlyListOrderWire,
        "close_position_order" => Json.OrderWire,
        "activity_dividend" or "activity_fill" => Json.ActivityWire,
        "asset" => Json.AssetWire,
        "option_contracts_page" => Json.OptionContractsWire,
        "option_snapshot_greeks" or "crypto_snapshot_py" or "md_v1beta1_options_snapshots_underlying_symbol" => Json.SnapshotsWire,
        "stock_multi_bars" or "md_v2_stocks_bars" or "md_v1beta1_options_bars" => Json.BarsWire,
        "oauth_token_response" => Json.TokenWire,
        "ws_trade_update_fill" => Json.TradingFrameWire,
        _ when name.StartsWith("order_", StringComparison.Ordinal) => Json.OrderWire,
        _ when name.StartsWith("error_", StringComparison.Ordinal) => Json.ErrorWire,
        _ => null,
    };
}
