namespace Brokerage.Alpaca.Mapping;

/// <summary>Alpaca's words and ours. A word that is not listed is Unknown and keeps its text; it never throws.</summary>
internal static class Words
{
    public static OrderState State(string? status, decimal? quantity, decimal filled) => status switch
    {
        "accepted" or "pending_new" or "accepted_for_bidding" or "pending_review" => OrderState.Received,
        "held" => OrderState.Held,
        "new" => filled > 0 ? OrderState.PartiallyFilled : OrderState.Working,
        "partially_filled" or "partial_fill" => OrderState.PartiallyFilled,
        "stopped" => filled > 0 ? OrderState.PartiallyFilled : OrderState.Working,   // a trade is guaranteed, but has not happened
        "done_for_day" or "suspended" => OrderState.Suspended,                        // done_for_day returns to new on the next day
        "calculated" => quantity is { } all && filled >= all ? OrderState.Filled : OrderState.Suspended,
        "pending_cancel" => OrderState.PendingCancel,
        "pending_replace" => OrderState.PendingReplace,
        "filled" or "fill" => OrderState.Filled,
        "canceled" => OrderState.Cancelled,
        "replaced" => OrderState.Replaced,
        "expired" => OrderState.Expired,
        "rejected" => OrderState.Rejected,
        _ => OrderState.Unknown,
    };

    public static OrderShape Shape(string? orderClass) => orderClass switch
    {
        null or "" or "simple" => OrderShape.Single,
        "bracket" => OrderShape.Bracket,
        "oco" => OrderShape.OneCancels,
        "oto" => OrderShape.OneTriggers,
        "mleg" => OrderShape.MultiLeg,
        _ => OrderShape.Unknown,
    };

    public static Side Side(string? side) => side switch
    {
        "buy" => Brokerage.Side.Buy,
        "sell" or "sell_short" => Brokerage.Side.Sell,   // activities say sell_short where orders say sell
        _ => Brokerage.Side.Unknown,
    };

    public static string? Side(Side side) => side switch
    {
        Brokerage.Side.Buy => "buy",
        Brokerage.Side.Sell => "sell",
        _ => null,
    };

    public static PositionEffect Effect(string? intent) => intent switch
    {
        "buy_to_open" or "sell_to_open" => PositionEffect.Open,
        "buy_to_close" or "sell_to_close" => PositionEffect.Close,
        _ => PositionEffect.Unspecified,
    };

    public static string? Intent(Side side, PositionEffect effect) => (side, effect) switch
    {
        (Brokerage.Side.Buy, PositionEffect.Open) => "buy_to_open",
        (Brokerage.Side.Buy, PositionEffect.Close) => "buy_to_close",
        (Brokerage.Side.Sell, PositionEffect.Open) => "sell_to_open",
        (Brokerage.Side.Sell, PositionEffect.Close) => "sell_to_close",
        _ => null,
    };

    public static TimeInForce TimeInForce(string? word) => word switch
    {
        "day" => Brokerage.TimeInForce.Day,
        "gtc" => Brokerage.TimeInForce.GoodTillCancelled,
        "ioc" => Brokerage.TimeInForce.ImmediateOrCancel,
        "fok" => Brokerage.TimeInForce.FillOrKill,
        "opg" => Brokerage.TimeInForce.AtOpen,
        "cls" => Brokerage.TimeInForce.AtClose,
        _ => new TimeInForce(TimeInForceKind.Unknown, Text: word),
    };

    public static string? TimeInForce(TimeInForceKind kind) => kind switch
    {
        TimeInForceKind.Day => "day",
        TimeInForceKind.GoodTillCancelled => "gtc",
        TimeInForceKind.ImmediateOrCancel => "ioc",
        TimeInForceKind.FillOrKill => "fok",
        TimeInForceKind.AtOpen => "opg",
        TimeInForceKind.AtClose => "cls",
        _ => null,
    };
}
