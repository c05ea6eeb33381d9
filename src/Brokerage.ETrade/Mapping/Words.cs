namespace Brokerage.ETrade.Mapping;

/// <summary>E*TRADE's words and ours. A word that is not listed is Unknown and keeps its text; it never throws.</summary>
internal static class Words
{
    // Making capitals of what nearly always is in capitals was 4 % of reading a page of orders.
    public static string? Upper(string? word) => word.AsSpan().ContainsAnyInRange('a', 'z') ? word!.ToUpperInvariant() : word;

    public static OrderShape Shape(string? orderType, int legs) => Upper(orderType) switch
    {
        "EQ" or "OPTN" or "MF" or "MMF" or "BOND" => legs > 1 ? OrderShape.MultiLeg : OrderShape.Single,
        "SPREADS" or "BUY_WRITES" or "BUTTERFLY" or "IRON_BUTTERFLY" or "CONDOR" or "IRON_CONDOR" => OrderShape.MultiLeg,
        "CONTINGENT" => OrderShape.Conditional,
        "ONE_CANCELS_ALL" => OrderShape.OneCancels,
        "ONE_TRIGGERS_ALL" or "ONE_TRIGGERS_OCO" => OrderShape.OneTriggers,
        "BRACKETED" => OrderShape.Bracket,
        "OPTION_EXERCISE" or "OPTION_ASSIGNMENT" or "OPTION_EXPIRED" or "DO_NOT_EXERCISE" => OrderShape.Event,
        _ => OrderShape.Unknown,
    };

    /// <summary>Whether a status tells of something that has happened to an option, and was never ordered.</summary>
    public static bool IsEvent(string? status) => Upper(status) is "OPTION_EXERCISE" or "OPTION_ASSIGNMENT" or "DO_NOT_EXERCISE";

    public static Side Side(string? action) => Upper(action) switch
    {
        "BUY" or "BUY_TO_COVER" or "BUY_OPEN" or "BUY_CLOSE" => Brokerage.Side.Buy,
        "SELL" or "SELL_SHORT" or "SELL_OPEN" or "SELL_CLOSE" => Brokerage.Side.Sell,
        _ => Brokerage.Side.Unknown,
    };

    public static PositionEffect Effect(string? action) => Upper(action) switch
    {
        "SELL_SHORT" or "BUY_OPEN" or "SELL_OPEN" => PositionEffect.Open,
        "BUY_TO_COVER" or "BUY_CLOSE" or "SELL_CLOSE" => PositionEffect.Close,
        _ => PositionEffect.Unspecified,
    };

    /// <summary>What an order of a leg does; null where it cannot be said.</summary>
    public static string? Action(OrderLeg leg) => (leg.Instrument, leg.Side, leg.Effect) switch
    {
        (Instrument.Option, Brokerage.Side.Buy, PositionEffect.Open) => "BUY_OPEN",
        (Instrument.Option, Brokerage.Side.Buy, PositionEffect.Close) => "BUY_CLOSE",
        (Instrument.Option, Brokerage.Side.Sell, PositionEffect.Open) => "SELL_OPEN",
        (Instrument.Option, Brokerage.Side.Sell, PositionEffect.Close) => "SELL_CLOSE",
        (Instrument.Option, _, _) => null,
        (_, Brokerage.Side.Buy, PositionEffect.Close) => "BUY_TO_COVER",
        (_, Brokerage.Side.Buy, _) => "BUY",
        (_, Brokerage.Side.Sell, PositionEffect.Open) => "SELL_SHORT",
        (_, Brokerage.Side.Sell, _) => "SELL",
        _ => null,
    };

    /// <summary>For how long; at the open and at the close are price types at E*TRADE.</summary>
    public static TimeInForce TimeInForce(string? term, string? priceType) => (Upper(priceType), Upper(term)) switch
    {
        ("MARKET_ON_OPEN" or "LIMIT_ON_OPEN", _) => Brokerage.TimeInForce.AtOpen,
        ("MARKET_ON_CLOSE" or "LIMIT_ON_CLOSE", _) => Brokerage.TimeInForce.AtClose,
        (_, "GOOD_FOR_DAY") => Brokerage.TimeInForce.Day,
        (_, "GOOD_UNTIL_CANCEL") => Brokerage.TimeInForce.GoodTillCancelled,
        (_, "GOOD_TILL_DATE") => new TimeInForce(TimeInForceKind.GoodTillDate, Text: term),
        (_, "IMMEDIATE_OR_CANCEL") => Brokerage.TimeInForce.ImmediateOrCancel,
        (_, "FILL_OR_KILL") => Brokerage.TimeInForce.FillOrKill,
        _ => new TimeInForce(TimeInForceKind.Unknown, Text: term),
    };

    public static Sessions? Sessions(string? session) => Upper(session) switch
    {
        "REGULAR" => Brokerage.Sessions.Regular,
        "EXTENDED" => Brokerage.Sessions.Extended,
        _ => null,
    };

    /// <summary>
    /// How an order stands. A partly filled one goes on saying OPEN, so its quantities decide; a changed one is cancelled, and names what
    /// took its place.
    /// </summary>
    public static OrderState State(string? status, FillProgress progress, bool isReplaced) => Upper(status) switch
    {
        "OPEN" or "PARTIAL" or "INDIVIDUAL_FILLS" => progress switch
        {
            FillProgress.Complete => OrderState.Filled,
            FillProgress.Partial => OrderState.PartiallyFilled,
            _ => OrderState.Working,
        },
        "EXECUTED" or "DONE_TRADE_EXECUTED" => OrderState.Filled,
        "CANCEL_REQUESTED" => progress == FillProgress.Complete ? OrderState.Filled : OrderState.PendingCancel,
        "CANCELLED" => progress == FillProgress.Complete ? OrderState.Filled : isReplaced ? OrderState.Replaced : OrderState.Cancelled,
        "EXPIRED" => progress == FillProgress.Complete ? OrderState.Filled : OrderState.Expired,
        "REJECTED" => OrderState.Rejected,
        _ => OrderState.Unknown,
    };

    public static Freshness Freshness(string? quoteStatus) => Upper(quoteStatus) switch
    {
        "REALTIME" or "EH_REALTIME" => Brokerage.Freshness.RealTime,
        "DELAYED" => Brokerage.Freshness.Delayed,
        "CLOSING" or "EH_CLOSED" or "EH_BEFORE_OPEN" => Brokerage.Freshness.Frozen,
        "INDICATIVE_REALTIME" => Brokerage.Freshness.Indicative,
        _ => Brokerage.Freshness.Unknown,
    };
}
