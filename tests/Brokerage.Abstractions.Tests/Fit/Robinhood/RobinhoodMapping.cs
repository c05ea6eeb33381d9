using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Robinhood;

/// <summary>Robinhood's crypto answers: no cost, no value, and the order's own terms in an object named after its kind.</summary>
internal static class RobinhoodMapping
{
    public static BrokerId Broker { get; } = BrokerId.Parse("robinhood");

    public static Account Account(JsonNode wire, ConnectionId connection, DateTimeOffset received) => new()
    {
        Ref = new AccountRef(connection, Broker, AccountId.TryParse(wire.Text("account_number"), out var id) ? id : AccountId.Parse("?")),
        MaskedNumber = Mask.Tail(wire.Word("account_number")),
        Name = "Robinhood Crypto",
        Margin = new Raw<MarginKind>(MarginKind.Cash),
        Registration = new Raw<Registration>(Registration.Individual),
        Status = new Raw<AccountStatus>(wire.Word("status") switch { "active" => AccountStatus.Active, "sell_only" => AccountStatus.ClosingOnly, "deactivated" => AccountStatus.Closed, _ => AccountStatus.Unknown }, wire.Text("status")),
        BaseCurrency = Currency.TryParse(wire.Text("buying_power_currency"), out var currency) ? currency : Currency.Usd,
        MayTrade = new Dictionary<AssetClass, bool> { [AssetClass.Crypto] = true },
        MayShort = false,
        AsOf = new AsOf(received, null),
    };

    public static Balance Balance(JsonNode wire, AccountRef account, DateTimeOffset received) => new()
    {
        Account = account,
        Currency = Currency.TryParse(wire.Text("buying_power_currency"), out var currency) ? currency : Currency.Usd,
        Cash = null,
        CashAvailable = wire.Number("buying_power"),
        BuyingPower = wire.Number("buying_power"),
        NetLiquidation = null,
        AsOf = new AsOf(received, null),
    };

    /// <summary>A holding is a coin; the pair with the account's currency makes it the same thing as everywhere else.</summary>
    public static Snapshot<Position> Positions(JsonNode? root, AccountRef account, DateTimeOffset received) => Collect.Snapshot(
        root.List("results"),
        wire => wire.Number("total_quantity") is not { } quantity ? null : new Position
        {
            Account = account,
            Instrument = Named.Crypto(Broker, wire.Word("asset_code"), "USD", "crypto"),
            Quantity = quantity,
            Available = wire.Number("quantity_available_for_trading"),
            Multiplier = 1,
            Currency = Currency.Usd,
            AverageCost = null,
            Price = null,
            MarketValue = null,
            AsOf = new AsOf(received, null),
        },
        wire => wire.Word("asset_code"),
        Broker,
        received);

    public static Order Order(JsonNode wire, AccountRef account, DateTimeOffset received)
    {
        var terms = wire.At($"{wire.Word("type")}_order_config");
        var pair = wire.Word("symbol").Split('-');
        var filled = wire.Number("filled_asset_quantity") ?? 0;
        var state = wire.Text("state");
        var side = wire.Word("side");
        var units = terms.Number("asset_quantity");
        return new Order
        {
            Ref = new OrderRef(account, OrderId.TryParse(wire.Text("id"), out var id) ? id : OrderId.Parse("?")),
            WireId = wire.Text("client_order_id"),
            State = new Raw<OrderState>(State(state), state),
            Shape = new Raw<OrderShape>(OrderShape.Single),
            Role = OrderRole.Single,
            Legs =
            [
                new OrderLegState
                {
                    Leg = new OrderLeg(Named.Crypto(Broker, pair[0], pair.ElementAtOrDefault(1) ?? "", "crypto"), side switch { "buy" => Side.Buy, "sell" => Side.Sell, _ => Side.Unknown }),
                    RawAction = side,
                    Quantity = units,
                    Filled = filled,
                    AveragePrice = wire.Number("average_price"),
                },
            ],
            Quantity = units is { } amount ? new OrderQuantity.Units(amount) : terms.Number("quote_amount") is { } dollars ? new OrderQuantity.Cash(Money.Usd(dollars)) : null,
            Filled = filled,
            AveragePrice = wire.Number("average_price"),
            Price = Price(wire.Word("type"), terms.Number("limit_price"), terms.Number("stop_price")),
            TimeInForce = terms.Text("time_in_force") is "gtc" or null ? TimeInForce.GoodTillCancelled : new TimeInForce(TimeInForceKind.Unknown, Text: terms.Text("time_in_force")),
            Executions = Executions(wire),
            SubmittedAt = wire.Instant("created_at"),
            ClosedAt = state is "filled" or "canceled" or "failed" ? wire.Instant("updated_at") : null,
            AsOf = new AsOf(received, wire.Instant("updated_at")),
        };
    }

    /// <summary>Executions have no ids, but they are real: their place in the list tells them apart.</summary>
    private static List<Execution> Executions(JsonNode wire)
    {
        var total = 0m;
        var fills = new List<Execution>();
        foreach (var fill in wire.List("executions"))
        {
            if (fill.Number("quantity") is not { } quantity || fill.Number("effective_price") is not { } price) continue;
            total += quantity;
            fills.Add(new Execution { Quantity = quantity, Price = price, CumulativeAfter = total, Time = fill.Instant("timestamp") });
        }
        return fills;
    }

    private static OrderState State(string? word) => word switch
    {
        "open" => OrderState.Working,
        "partially_filled" => OrderState.PartiallyFilled,
        "filled" => OrderState.Filled,
        "canceled" => OrderState.Cancelled,
        "failed" => OrderState.Rejected,
        _ => OrderState.Unknown,
    };

    private static PriceTerms Price(string kind, decimal? limit, decimal? stop) => (kind, limit, stop) switch
    {
        ("market", _, _) => new PriceTerms.Market(),
        ("limit", { } price, _) => new PriceTerms.Limit(price),
        ("stop_loss", _, { } trigger) => new PriceTerms.Stop(trigger),
        ("stop_limit", { } price, { } trigger) => new PriceTerms.StopLimit(trigger, price),
        _ => new PriceTerms.Other(kind),
    };
}
