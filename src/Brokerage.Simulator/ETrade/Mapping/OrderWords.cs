using Brokerage.Exchange;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>The wire's words for orders. Pure.</summary>
internal static class OrderWords
{
    public const string Extended = "EXTENDED";
    public const string Regular = "REGULAR";

    public static string Status(OrderState state) => state switch
    {
        OrderState.PendingCancel => "CANCEL_REQUESTED",
        OrderState.Filled => "EXECUTED",
        // An order that was changed is a cancelled one beside a new one.
        OrderState.Cancelled or OrderState.Replaced => "CANCELLED",
        OrderState.Expired => "EXPIRED",
        OrderState.Rejected => "REJECTED",
        _ => "OPEN",
    };

    /// <summary>The status that an order is listed with.</summary>
    public static string Status(ExchangeOrder order, ETradePartialStatus partly) => (IsPartlyFilled(order), partly) switch
    {
        (true, ETradePartialStatus.IndividualFills) => "INDIVIDUAL_FILLS",
        (true, ETradePartialStatus.Partial) => "PARTIAL",
        _ => Status(order.State),
    };

    /// <summary>Whether it is found when the list is asked for one status: fills one by one are told of orders that go on working.</summary>
    public static bool IsUnder(string status, ExchangeOrder order, ETradePartialStatus partly) => status switch
    {
        "INDIVIDUAL_FILLS" => order is { IsFinal: false, Filled: > 0m },
        "OPEN" => Status(order.State) is "OPEN" && !(IsPartlyFilled(order) && partly is ETradePartialStatus.IndividualFills),
        _ => string.Equals(Status(order.State), status, StringComparison.Ordinal),
    };

    private static bool IsPartlyFilled(ExchangeOrder order) => order.Filled > 0m && Status(order.State) is "OPEN";

    public static string Action(OrderLeg leg) => (leg.Instrument is Instrument.Option, leg.Side, leg.Effect) switch
    {
        (true, Side.Buy, PositionEffect.Close) => "BUY_CLOSE",
        (true, Side.Buy, _) => "BUY_OPEN",
        (true, _, PositionEffect.Open) => "SELL_OPEN",
        (true, _, _) => "SELL_CLOSE",
        (_, Side.Buy, PositionEffect.Close) => "BUY_TO_COVER",
        (_, Side.Buy, _) => "BUY",
        (_, _, PositionEffect.Open) => "SELL_SHORT",
        _ => "SELL",
    };

    public static (Side Side, PositionEffect Effect)? Action(string? word, bool isOption) => (isOption, word) switch
    {
        (false, "BUY") => (Side.Buy, PositionEffect.Open),
        (false, "SELL") => (Side.Sell, PositionEffect.Close),
        (false, "BUY_TO_COVER") => (Side.Buy, PositionEffect.Close),
        (false, "SELL_SHORT") => (Side.Sell, PositionEffect.Open),
        (true, "BUY_OPEN") => (Side.Buy, PositionEffect.Open),
        (true, "BUY_CLOSE") => (Side.Buy, PositionEffect.Close),
        (true, "SELL_OPEN") => (Side.Sell, PositionEffect.Open),
        (true, "SELL_CLOSE") => (Side.Sell, PositionEffect.Close),
        _ => null,
    };

    public static string Term(TimeInForceKind kind) => kind switch
    {
        TimeInForceKind.GoodTillCancelled => "GOOD_UNTIL_CANCEL",
        TimeInForceKind.GoodTillDate => "GOOD_TILL_DATE",
        TimeInForceKind.ImmediateOrCancel => "IMMEDIATE_OR_CANCEL",
        TimeInForceKind.FillOrKill => "FILL_OR_KILL",
        _ => "GOOD_FOR_DAY",
    };

    public static string PriceType(OrderSpec spec) => (spec.Price, spec.TimeInForce.Kind) switch
    {
        (PriceTerms.Market, TimeInForceKind.AtOpen) => "MARKET_ON_OPEN",
        (PriceTerms.Market, TimeInForceKind.AtClose) => "MARKET_ON_CLOSE",
        (PriceTerms.Market, _) => "MARKET",
        (PriceTerms.Limit net, _) when spec.Legs.Count > 1 => net.Price > 0m ? "NET_DEBIT" : net.Price < 0m ? "NET_CREDIT" : "NET_EVEN",
        (PriceTerms.Limit, TimeInForceKind.AtOpen) => "LIMIT_ON_OPEN",
        (PriceTerms.Limit, TimeInForceKind.AtClose) => "LIMIT_ON_CLOSE",
        (PriceTerms.Limit, _) => "LIMIT",
        (PriceTerms.Stop, _) => "STOP",
        (PriceTerms.StopLimit, _) => "STOP_LIMIT",
        (PriceTerms.Trailing { InPercent: true }, _) => "TRAILING_STOP_PRCT",
        (PriceTerms.Trailing, _) => "TRAILING_STOP_CNST",
        _ => "MARKET",
    };

    public static string Session(Sessions sessions) => (sessions & ~Sessions.Regular) == Sessions.None ? Regular : Extended;

    /// <summary>What an order is called whose client has not said it, as one that was placed on the broker's own pages.</summary>
    public static string OrderType(OrderSpec spec) => spec.Legs switch
    {
        [{ Instrument: Instrument.Option }] => "OPTN",
        [{ Instrument: Instrument.Fund }] => "MF",
        [_] => "EQ",
        var legs => legs.Any(leg => leg.Instrument is not Instrument.Option) ? "BUY_WRITES" : "SPREADS",
    };

    /// <summary>What holds several orders together.</summary>
    public static string GroupType(OrderShape shape) => shape switch
    {
        OrderShape.OneCancels => "ONE_CANCELS_ALL",
        OrderShape.Bracket => "ONE_TRIGGERS_OCO",
        _ => "ONE_TRIGGERS_ALL",
    };
}
