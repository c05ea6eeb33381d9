using System.Text.Json.Nodes;
using Brokerage.Fit.Alpaca;
using Brokerage.Fit.ETrade;
using Brokerage.Fit.Fdx;
using Brokerage.Fit.Ibkr;
using Brokerage.Fit.Kit;
using Brokerage.Fit.Robinhood;
using Brokerage.Fit.Schwab;
using Brokerage.Fit.Tradier;

namespace Brokerage.Fit.Samples;

/// <summary>Which mapping reads which section of a broker's table. The models come out as a flat list, failures among them.</summary>
internal static class SampleMappings
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly ConnectionId Login = ConnectionId.Parse("login");

    private static readonly Dictionary<string, Func<JsonNode, IEnumerable<object>>> ByName = new(StringComparer.Ordinal)
    {
        ["alpaca/order"] = root => root.List("").Select(wire => AlpacaOrderMapping.Order(wire, At("alpaca"), Now)),
        ["alpaca/update"] = root => [AlpacaOrderMapping.Update(root.At("data")!, At("alpaca"), Now, 1)],
        ["alpaca/position"] = root => Flat(AlpacaAccountMapping.Positions(root.List(""), At("alpaca"), Now)),
        ["alpaca/account"] = root => [AlpacaAccountMapping.Account(root, Login, Now), AlpacaAccountMapping.Balance(root, At("alpaca"), Now)],
        ["alpaca/activity"] = root => [AlpacaAccountMapping.Activity(root, At("alpaca"))],
        ["etrade/order"] = root => ETradeOrderMapping.Orders(root, At("etrade"), Now),
        ["etrade/placed"] = root => ETradeTradingAnswers.Placed(root),
        ["etrade/preview"] = root => [ETradeTickets.Preview(root.At("PreviewOrderResponse"))],
        ["etrade/position"] = root => Flat(ETradeAccountMapping.Positions(root, At("etrade"), Now)),
        ["etrade/balance"] = root => [ETradeAccountMapping.Balance(root, At("etrade"), Now)],
        ["etrade/account"] = root => ETradeAccountMapping.Accounts(root, Login, Now),
        ["schwab/order"] = root => root.List("").Select(wire => SchwabOrderMapping.Order(wire, At("schwab"), Now)),
        ["schwab/account"] = root => root.List("").SelectMany<JsonNode, object>(row =>
            [SchwabAccountMapping.Account(row, Login, Now), SchwabAccountMapping.Balance(row, At("schwab"), Now), .. Flat(SchwabAccountMapping.Positions(row, At("schwab"), Now))]),
        ["schwab/transaction"] = root => SchwabTransactionMapping.Transactions(root, At("schwab")),
        ["schwab/preview"] = root => [SchwabPreviewMapping.Preview(root)],
        ["ibkr/row"] = root => Rows(root).Select(wire => IbkrOrderMapping.Row(wire, At("ibkr"), Now)),
        ["ibkr/stream"] = root => root.List("args").Select(wire => IbkrOrderMapping.Row(wire, At("ibkr"), Now)),
        ["ibkr/status"] = root => Statuses(root).Select(wire => IbkrOrderMapping.Status(wire, At("ibkr"), Now)),
        ["ibkr/position"] = root => Flat(IbkrAccountMapping.Positions(Rows(root), At("ibkr"), Now)),
        ["ibkr/ledger"] = root => [IbkrAccountMapping.Balance(null, Body(root), At("ibkr"), Now)],
        ["ibkr/summary"] = root => [IbkrAccountMapping.Balance(Body(root), null, At("ibkr"), Now)],
        ["ibkr/plain"] = root => [IbkrAccountMapping.Summary(Body(root), At("ibkr"), Now)],
        ["ibkr/shown"] = root => [IbkrAccountMapping.Shown(Body(root), At("ibkr"), Now)],
        ["ibkr/account"] = root => Rows(root).Select(wire => IbkrAccountMapping.Account(wire, Login, Now)),
        ["ibkr/preview"] = root => [IbkrPreviewMapping.Preview(Body(root))],
        ["tradier/order"] = root => TradierMapping.Orders(root, At("tradier"), Now),
        ["tradier/event"] = root => root.List("").Select(wire => TradierMapping.Event(wire, Known("tradier"), Now, 1)).OfType<object>(),
        ["tradier/position"] = root => Flat(TradierMapping.Positions(root, At("tradier"), Now)),
        ["tradier/balance"] = root => [TradierMapping.Balance(root, At("tradier"), Now)],
        ["tradier/account"] = root => TradierMapping.Accounts(root, Login, Now),
        ["robinhood/order"] = root => [RobinhoodMapping.Order(root, At("robinhood"), Now)],
        ["robinhood/position"] = root => Flat(RobinhoodMapping.Positions(root, At("robinhood"), Now)),
        ["robinhood/account"] = root => [RobinhoodMapping.Account(root, Login, Now), RobinhoodMapping.Balance(root, At("robinhood"), Now)],
        ["fidelity/account"] = root => root.List("accounts").SelectMany<JsonNode, object>(row =>
            [FdxMapping.Account(row, Login, Now), FdxMapping.Balance(row, At("fidelity"), Now), .. Flat(FdxMapping.Positions(row, At("fidelity"), Now))]),
        ["fidelity/transaction"] = root => FdxMapping.Transactions(root, At("fidelity")),
    };

    public static IEnumerable<object> Map(string broker, string section, JsonNode root) => ByName[$"{broker}/{section}"](root);

    private static AccountRef At(string broker) => new(Login, BrokerId.Parse(broker), AccountId.Parse("account"));

    private static JsonNode? Body(JsonNode root) => root.At("Response") is null ? root : root.At("Response/Body");

    private static IEnumerable<JsonNode> Rows(JsonNode root) => Body(root) is JsonObject single && single["orders"] is not null ? single.List("orders") : Body(root).List("");

    private static IEnumerable<JsonNode> Statuses(JsonNode root) =>
        Body(root)!.AsObject().ContainsKey("order_id") ? [Body(root)!] : Body(root)!.AsObject().Select(pair => pair.Value).OfType<JsonNode>();

    private static IEnumerable<object> Flat<T>(Snapshot<T> snapshot) where T : class => [.. snapshot.Items, .. snapshot.Failures.Select(failure => (object)failure)];

    private static Order Known(string broker) => new()
    {
        Ref = new OrderRef(At(broker), OrderId.Parse("1107075")),
        State = new Raw<OrderState>(OrderState.Received),
        Shape = new Raw<OrderShape>(OrderShape.Single),
        Legs = [new OrderLegState { Leg = new OrderLeg(new Instrument.Equity("ACME"), Side.Buy), Quantity = 2, Filled = 0 }],
        Quantity = new OrderQuantity.Units(2),
        Filled = 0,
        Price = new PriceTerms.Limit(10m),
        TimeInForce = TimeInForce.Day,
        AsOf = new AsOf(Now, null),
    };
}
