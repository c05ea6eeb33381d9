using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Tradier;

/// <summary>
/// Tradier's answers, as a first sketch of their mapping: one element comes as an object, none as the text "null"; positions have a total
/// cost and no price; the parent of a combination always says "buy".
/// </summary>
internal static class TradierMapping
{
    public static BrokerId Broker { get; } = BrokerId.Parse("tradier");

    public static IReadOnlyList<Order> Orders(JsonNode? root, AccountRef account, DateTimeOffset received) =>
        [.. root.At("orders").List("order").Select(wire => Order(wire, account, received))];

    public static Order Order(JsonNode wire, AccountRef account, DateTimeOffset received)
    {
        var parts = wire.List("leg").ToList();
        var legs = parts.Count == 0 ? [Leg(wire, null)] : parts.ConvertAll(part => Leg(part, wire.Number("quantity")));
        var filled = wire.Number("exec_quantity") ?? 0;
        var status = wire.Word("status");
        return new Order
        {
            Ref = new OrderRef(account, OrderId.TryParse(wire.Text("id"), out var id) ? id : OrderId.Parse("?")),
            WireId = wire.Text("tag"),
            State = new Raw<OrderState>(State(status), status.Length == 0 ? null : status),
            Shape = new Raw<OrderShape>(Shape(wire.Word("class"), parts.Count), wire.Text("class")),
            Role = OrderRole.Single,
            Legs = legs,
            Quantity = wire.Number("quantity") is { } units ? new OrderQuantity.Units(units) : null,
            Filled = filled,
            AveragePrice = wire.NonZero("avg_fill_price"),
            Price = Price(wire),
            TimeInForce = TimeInForce(wire.Word("duration")),
            Sessions = wire.Word("duration") switch { "pre" => Sessions.Pre, "post" => Sessions.Post, "day" or "gtc" => Sessions.Regular, _ => null },
            Reasons = wire.Text("reason_description") is { } reason ? [new BrokerageError(BrokerageErrorCode.OrderRejected, Broker, reason) { BrokerText = reason }] : [],
            SubmittedAt = wire.Instant("create_date"),
            ClosedAt = status is "filled" or "expired" or "canceled" or "rejected" or "error" ? wire.Instant("transaction_date") : null,
            AsOf = new AsOf(received, wire.Instant("transaction_date")),
        };
    }

    public static Snapshot<Position> Positions(JsonNode? root, AccountRef account, DateTimeOffset received) => Collect.Snapshot(
        root.At("positions").List("position"), wire => Position(wire, account, received), wire => wire.Word("symbol"), Broker, received);

    /// <summary>The sub-object tells what kind of account it is; "account_type" has been seen to say something else.</summary>
    public static Balance Balance(JsonNode? root, AccountRef account, DateTimeOffset received)
    {
        var wire = root.At("balances");
        var (cash, margin) = (wire.At("cash"), wire.At("margin") ?? wire.At("pdt"));
        decimal?[] calls = [margin.Number("fed_call"), margin.Number("maintenance_call")];
        return new Balance
        {
            Account = account,
            Currency = Currency.Usd,
            Cash = wire.Number("total_cash"),
            CashAvailable = cash.Number("cash_available"),
            UnsettledCash = cash.Number("unsettled_funds") ?? wire.Number("uncleared_funds"),
            BuyingPower = margin.Number("stock_buying_power") ?? cash.Number("cash_available"),
            OptionBuyingPower = margin.Number("option_buying_power"),
            DayTradingBuyingPower = margin.Number("day_trade_buying_power"),
            MaintenanceMargin = wire.Number("current_requirement"),
            MarginCall = calls.Max(),
            MarketValue = wire.Number("market_value"),
            NetLiquidation = wire.Number("total_equity"),
            TotalProfit = wire.Number("open_pl"),
            AsOf = new AsOf(received, null),
        };
    }

    public static IReadOnlyList<Account> Accounts(JsonNode? root, ConnectionId connection, DateTimeOffset received) => [.. root.At("profile").List("account").Select(wire => new Account
    {
        Ref = new AccountRef(connection, Broker, AccountId.TryParse(wire.Text("account_number"), out var id) ? id : AccountId.Parse("?")),
        MaskedNumber = Mask.Tail(wire.Word("account_number")),
        Name = wire.Word("account_number").Length > 0 ? "Tradier" : "",
        Margin = new Raw<MarginKind>(wire.Word("type") switch { "cash" => MarginKind.Cash, "margin" or "pdt" => MarginKind.Margin, _ => MarginKind.Unknown }, wire.Text("type")),
        Registration = new Raw<Registration>(wire.Word("classification") switch
        {
            "individual" => Registration.Individual,
            "joint_survivor" => Registration.Joint,
            "entity" => Registration.Entity,
            "roth_ira" => Registration.RothIra,
            "traditional_ira" or "rollover_ira" or "sep_ira" => Registration.Ira,
            _ => Registration.Unknown,
        }, wire.Text("classification")),
        Status = new Raw<AccountStatus>(wire.Word("status") switch { "active" => AccountStatus.Active, "closed" => AccountStatus.Closed, _ => AccountStatus.Unknown }, wire.Text("status")),
        BaseCurrency = Currency.Usd,
        OptionLevel = (int?)wire.Integer("option_level"),
        OpenedOn = wire.Instant("date_created") is { } opened ? DateOnly.FromDateTime(opened.UtcDateTime) : null,
        AsOf = new AsOf(received, wire.Instant("last_update_date")),
    })];

    /// <summary>An event names no symbol, side or quantity: only what was read before makes it a whole order.</summary>
    public static OrderEvent? Event(JsonNode? wire, Order known, DateTimeOffset received, long sequence)
    {
        if (wire.Word("event") != "order" || wire.Text("id") != known.Ref.Order.Value) return null;
        var filled = wire.Number("exec_quantity") ?? wire.Number("executed_quantity") ?? known.Filled;
        var status = wire.Word("status");
        var order = known with
        {
            State = new Raw<OrderState>(State(status), status),
            Filled = filled,
            AveragePrice = wire.NonZero("avg_fill_price") ?? known.AveragePrice,
            Legs = known.Legs is [var leg] ? [leg with { Filled = filled, AveragePrice = wire.NonZero("avg_fill_price") ?? leg.AveragePrice }] : known.Legs,
            AsOf = new AsOf(received, wire.Instant("transaction_date")),
        };
        var grown = filled - known.Filled;
        var execution = grown > 0
            ? new Execution { IsDerived = true, Quantity = grown, Price = ((order.AveragePrice ?? 0) * filled - (known.AveragePrice ?? 0) * known.Filled) / grown, CumulativeAfter = filled }
            : null;
        return new OrderEvent(grown > 0 ? OrderCause.Fill : OrderCause.Seen, order, execution, sequence);
    }

    private static Position? Position(JsonNode wire, AccountRef account, DateTimeOffset received)
    {
        if (wire.Number("quantity") is not { } quantity) return null;
        var instrument = InstrumentOf(wire.Word("symbol"), null);
        decimal multiplier = instrument is Instrument.Option ? 100 : 1;
        return new Position
        {
            Account = account,
            Instrument = instrument,
            Quantity = quantity,
            Multiplier = multiplier,
            Currency = Currency.Usd,
            // The total cost, signed like the quantity: per unit it is positive again.
            AverageCost = quantity == 0 || wire.NonZero("cost_basis") is not { } cost ? null : cost / quantity / multiplier,
            Price = null,
            MarketValue = null,
            AsOf = new AsOf(received, null),
        };
    }

    private static OrderLegState Leg(JsonNode wire, decimal? whole)
    {
        var side = wire.Word("side");
        var quantity = wire.Number("quantity");
        var ratio = quantity / whole is { } exact && exact == decimal.Truncate(exact) && exact is > 0 and < 100_000 ? (int)exact : 1;
        return new OrderLegState
        {
            Leg = new OrderLeg(InstrumentOf(wire.Word("symbol"), wire.Text("option_symbol")), SideOf(side), Effect(side), ratio),
            Order = whole is null || !OrderId.TryParse(wire.Text("id"), out var id) ? null : id,
            RawAction = side,
            Quantity = quantity,
            Filled = wire.Number("exec_quantity") ?? 0,
            AveragePrice = wire.NonZero("avg_fill_price"),
        };
    }

    private static Instrument InstrumentOf(string symbol, string? option) =>
        option is not null || symbol.Length > 15 ? Named.Option(Broker, option ?? symbol, "option") : Named.Equity(Broker, symbol, "equity");

    private static Side SideOf(string side) => side switch
    {
        "buy" or "buy_to_cover" or "buy_to_open" or "buy_to_close" => Side.Buy,
        "sell" or "sell_short" or "sell_to_open" or "sell_to_close" => Side.Sell,
        _ => Side.Unknown,
    };

    private static PositionEffect Effect(string side) => side switch
    {
        "buy_to_open" or "sell_to_open" or "sell_short" => PositionEffect.Open,
        "buy_to_close" or "sell_to_close" or "buy_to_cover" => PositionEffect.Close,
        _ => PositionEffect.Unspecified,
    };

    private static OrderShape Shape(string word, int legs) => word switch
    {
        "equity" or "option" => OrderShape.Single,
        "multileg" or "combo" => OrderShape.MultiLeg,
        "oco" => OrderShape.OneCancels,
        "oto" => OrderShape.OneTriggers,
        "otoco" => OrderShape.Bracket,
        _ => legs > 1 ? OrderShape.MultiLeg : OrderShape.Unknown,
    };

    private static OrderState State(string word) => word switch
    {
        "pending" or "submitted" or "accepted_for_bidding" => OrderState.Received,
        "held" => OrderState.Held,
        "open" => OrderState.Working,
        "partially_filled" => OrderState.PartiallyFilled,
        "filled" => OrderState.Filled,
        "expired" => OrderState.Expired,
        "canceled" => OrderState.Cancelled,
        "pending_cancel" => OrderState.PendingCancel,
        "rejected" or "error" => OrderState.Rejected,
        _ => OrderState.Unknown,
    };

    private static PriceTerms Price(JsonNode wire) => (wire.Word("type"), wire.Number("price"), wire.Number("stop_price")) switch
    {
        ("market", _, _) => new PriceTerms.Market(),
        ("limit" or "debit", { } price, _) => new PriceTerms.Limit(price),
        ("credit", { } price, _) => new PriceTerms.Limit(-price),
        ("even", _, _) => new PriceTerms.Limit(0),
        ("stop", _, { } trigger) => new PriceTerms.Stop(trigger),
        ("stop_limit", { } price, { } trigger) => new PriceTerms.StopLimit(trigger, price),
        var (kind, _, _) => new PriceTerms.Other(kind),
    };

    private static TimeInForce TimeInForce(string word) => word switch
    {
        "day" or "pre" or "post" => Brokerage.TimeInForce.Day,
        "gtc" => Brokerage.TimeInForce.GoodTillCancelled,
        _ => new TimeInForce(TimeInForceKind.Unknown, Text: word),
    };
}
