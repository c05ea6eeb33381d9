using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

internal static class IbkrOrderMapping
{
    /// <summary>A row of the order list, or of the stream once its deltas are merged.</summary>
    public static Order Row(JsonNode wire, AccountRef account, DateTimeOffset received)
    {
        var filled = wire.Number("filledQuantity") ?? 0;
        var total = wire.Number("totalSize") ?? wire.Number("remainingQuantity") + filled;
        return new Order
        {
            Ref = new OrderRef(account, Id(wire, "orderId") ?? OrderId.Parse("?")),
            WireId = wire.Text("order_ref"),
            Parent = Id(wire, "parentId"),
            State = new Raw<OrderState>(State(wire.Word("status"), wire.Word("order_ccp_status"), filled), wire.Text("status")),
            Shape = new Raw<OrderShape>(wire.Text("ocaGroupId") is null ? OrderShape.Single : OrderShape.OneCancels, wire.Text("secType")),
            Role = wire.Text("parentId") is null ? OrderRole.Single : OrderRole.Member,
            Legs = [Leg(wire, IbkrInstruments.OfOrder(wire, "ticker", "listingExchange", "secType"), total, filled, wire.Number("avgPrice"))],
            Quantity = total is { } units ? new OrderQuantity.Units(units) : null,
            Filled = filled,
            AveragePrice = wire.Number("avgPrice"),
            Price = Price(wire.Text("origOrderType") ?? wire.Word("orderType"), wire.Number("price"), wire.Number("auxPrice")),
            Currency = Currency.TryParse(wire.Text("cashCcy"), out var currency) ? currency : null,
            TimeInForce = TimeInForce(wire.Word("timeInForce")),
            Sessions = SessionsOf(wire.Flag("outsideRTH")),
            Reasons = wire.Text("order_cancellation_by_system_reason") is { } reason ? [IbkrWebErrors.Refused(reason)] : [],
            AsOf = new AsOf(received, Times.Epoch(wire.Integer("lastExecutionTime_r"))),
        };
    }

    /// <summary>One order by its id: other names, every number a text, "size" is what is left.</summary>
    public static Order Status(JsonNode wire, AccountRef account, DateTimeOffset received)
    {
        var filled = wire.Number("cum_fill") ?? wire.Number("filled_quantity") ?? 0;
        var average = wire.Number("average_price") ?? wire.Number("avg_fill_price");
        return new Order
        {
            Ref = new OrderRef(account, Id(wire, "order_id") ?? OrderId.Parse("?")),
            State = new Raw<OrderState>(State(wire.Word("order_status"), "", filled), wire.Text("order_status")),
            Shape = new Raw<OrderShape>(OrderShape.Single, wire.Text("sec_type")),
            Role = OrderRole.Single,
            Legs = [Leg(wire, IbkrInstruments.OfOrder(wire, "symbol", "listing_exchange", "sec_type"), wire.Number("total_size"), filled, average)],
            Quantity = Quantity(wire),
            Filled = filled,
            AveragePrice = average,
            Price = Price(wire.Word("order_type"), wire.Number("limit_price"), wire.Number("stop_price")),
            Currency = Currency.TryParse(wire.Text("currency"), out var currency) ? currency : null,
            TimeInForce = TimeInForce(wire.Word("tif")),
            AllOrNone = wire.Flag("all_or_none"),
            Sessions = SessionsOf(wire.Flag("outside_rth")),
            SubmittedAt = Time(wire.Text("order_time")),
            AsOf = new AsOf(received, null),
        };
    }

    /// <summary>A correction keeps the stem of the id and raises its last part: <c>….01.01</c> becomes <c>….01.02</c>.</summary>
    public static string Stem(string executionId) => executionId.LastIndexOf('.') is > 0 and var dot ? executionId[..dot] : executionId;

    private static OrderLegState Leg(JsonNode wire, Instrument instrument, decimal? total, decimal filled, decimal? average)
    {
        var side = wire.Word("side");
        return new OrderLegState
        {
            // There is no short side: selling more than one holds is a plain sale.
            Leg = new OrderLeg(instrument, side switch { "BUY" or "B" => Side.Buy, "SELL" or "S" => Side.Sell, _ => Side.Unknown }),
            RawAction = side,
            Quantity = total,
            Filled = filled,
            AveragePrice = average,
        };
    }

    private static OrderQuantity? Quantity(JsonNode wire)
    {
        if (wire.NonZero("total_cash_size") is { } cash && Currency.TryParse(wire.Text("currency") ?? "USD", out var currency)) return new OrderQuantity.Cash(new Money(cash, currency));
        return wire.Number("total_size") is { } units ? new OrderQuantity.Units(units) : null;
    }

    private static Sessions? SessionsOf(bool? outside) => outside switch { true => Sessions.Extended, false => Sessions.Regular, _ => null };

    /// <summary>Inactive is held or refused: the second word tells.</summary>
    private static OrderState State(string status, string second, decimal filled) => (status, second) switch
    {
        ("Inactive", "Rejected") or ("Failed", _) => OrderState.Rejected,
        ("Inactive", _) => OrderState.Suspended,
        ("PendingSubmit" or "WarnState", _) => OrderState.Received,
        ("PreSubmitted" or "Submitted", _) => filled > 0 ? OrderState.PartiallyFilled : OrderState.Working,
        ("PendingCancel" or "PreCancelled", _) => OrderState.PendingCancel,
        ("Filled", _) => OrderState.Filled,
        ("Cancelled" or "ApiCancelled", _) => OrderState.Cancelled,
        _ => OrderState.Unknown,
    };

    private static PriceTerms Price(string kind, decimal? price, decimal? second) => (kind.ToUpperInvariant().Replace(' ', '_'), price, second) switch
    {
        ("MARKET" or "MKT", _, _) => new PriceTerms.Market(),
        ("LIMIT" or "LMT", { } limit, _) => new PriceTerms.Limit(limit),
        ("STOP" or "STP", _, { } trigger) => new PriceTerms.Stop(trigger),
        ("STOP" or "STP", { } trigger, _) => new PriceTerms.Stop(trigger),
        ("STOP_LIMIT", { } limit, { } trigger) => new PriceTerms.StopLimit(trigger, limit),
        _ => new PriceTerms.Other(kind),
    };

    private static TimeInForce TimeInForce(string word) => word switch
    {
        "DAY" => Brokerage.TimeInForce.Day,
        "GTC" => Brokerage.TimeInForce.GoodTillCancelled,
        "IOC" => Brokerage.TimeInForce.ImmediateOrCancel,
        "OPG" => Brokerage.TimeInForce.AtOpen,
        // CLOSE stands on finished day orders, OVT and OND are nights: words of their own.
        _ => new TimeInForce(TimeInForceKind.Unknown, Text: word.Length == 0 ? null : word),
    };

    private static DateTimeOffset? Time(string? text) =>
        DateTimeOffset.TryParseExact(text, "yyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static OrderId? Id(JsonNode wire, string name) => OrderId.TryParse(wire.Text(name), out var id) ? id : null;
}
