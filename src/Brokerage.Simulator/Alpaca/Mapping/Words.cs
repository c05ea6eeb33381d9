using Brokerage.Exchange;

namespace Brokerage.Simulator.Alpaca.Mapping;

/// <summary>The broker's words for what the contract has as enumerations.</summary>
internal static class Words
{
    public static string Status(OrderState state) => state switch
    {
        OrderState.Received => "pending_new",
        OrderState.Held => "held",
        OrderState.Working => "new",
        OrderState.PartiallyFilled => "partially_filled",
        OrderState.Suspended => "suspended",
        OrderState.PendingCancel => "pending_cancel",
        OrderState.PendingReplace => "pending_replace",
        OrderState.Filled => "filled",
        OrderState.Cancelled => "canceled",
        OrderState.Replaced => "replaced",
        OrderState.Expired => "expired",
        OrderState.Rejected => "rejected",
        _ => "calculated",
    };

    public static string Side(Side side) => side is Brokerage.Side.Sell ? "sell" : "buy";

    public static Side? Side(string? word) => word switch
    {
        "buy" => Brokerage.Side.Buy,
        "sell" => Brokerage.Side.Sell,
        _ => null,
    };

    public static string Type(PriceTerms terms) => terms switch
    {
        PriceTerms.Market => "market",
        PriceTerms.Limit => "limit",
        PriceTerms.Stop => "stop",
        PriceTerms.StopLimit => "stop_limit",
        PriceTerms.Trailing => "trailing_stop",
        _ => "",
    };

    public static string TimeInForce(TimeInForceKind kind) => kind switch
    {
        TimeInForceKind.GoodTillCancelled => "gtc",
        TimeInForceKind.ImmediateOrCancel => "ioc",
        TimeInForceKind.FillOrKill => "fok",
        TimeInForceKind.AtOpen => "opg",
        TimeInForceKind.AtClose => "cls",
        _ => "day",
    };

    public static TimeInForceKind? TimeInForce(string? word) => word switch
    {
        "day" => TimeInForceKind.Day,
        "gtc" => TimeInForceKind.GoodTillCancelled,
        "ioc" => TimeInForceKind.ImmediateOrCancel,
        "fok" => TimeInForceKind.FillOrKill,
        "opg" => TimeInForceKind.AtOpen,
        "cls" => TimeInForceKind.AtClose,
        _ => null,
    };

    public static string Intent(Side side, PositionEffect effect) =>
        $"{Side(side)}_to_{(effect is PositionEffect.Close ? "close" : "open")}";

    public static PositionEffect? Effect(string? intent) => intent switch
    {
        null or "" => PositionEffect.Unspecified,
        "buy_to_open" or "sell_to_open" => PositionEffect.Open,
        "buy_to_close" or "sell_to_close" => PositionEffect.Close,
        _ => null,
    };

    public static string AssetClass(Listing listing) => AssetClass(listing.Instrument);

    public static string AssetClass(Instrument instrument) => instrument switch
    {
        Instrument.Option => "us_option",
        Instrument.Crypto => "crypto",
        _ => "us_equity",
    };

    /// <summary>The broker's name for an exchange, from its market identifier code.</summary>
    public static string Exchange(Listing listing) => listing.Instrument switch
    {
        Instrument.Option => "",
        Instrument.Crypto => "CRYPTO",
        _ => listing.Venue switch
        {
            "XNAS" => "NASDAQ",
            "XNYS" => "NYSE",
            "ARCX" => "ARCA",
            "BATS" => "BATS",
            "XASE" => "AMEX",
            _ => "OTC",
        },
    };
}
