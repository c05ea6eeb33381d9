using System.Text.Json.Nodes;
using Brokerage.Exchange;
using Brokerage.Simulator.ETrade.Mapping;
using Brokerage.Simulator.ETrade.Wire;

namespace Brokerage.Simulator.ETrade.Orders;

/// <summary>What is said to previews, placed orders and cancels.</summary>
internal sealed class OrderAnswers(ETradeDesk desk)
{
    private const string Entered = "200|Your order was successfully entered during market hours.";

    private const string Queued =
        "200|The market was closed when we received your order. It has been entered into our system and will be reviewed prior to the market open.";

    private const string Cancelling =
        "200|Your request to cancel your order is being processed. Please check your open orders to see whether it has been cancelled.";

    public JsonObject Preview(AccountBook book, AskedOrder asked, long previewId)
    {
        var (commission, fees) = Costs(book, asked.Spec);
        var units = ((OrderQuantity.Units)asked.Spec.Quantity).Value;
        // A credit is negative.
        var total = desk.Costs.ValueOf(asked.Spec, units) + commission + fees;
        var detail = Detail(asked, commission, fees, Warnings(book, asked));
        detail["estimatedTotalAmount"] = Tree.Money(total);
        var tree = Head(book, asked, total, commission);
        tree["previewTime"] = Times.Milliseconds(desk.Now);
        tree["MessageList"] = new JsonObject();
        tree["PreviewIds"] = new JsonArray(new JsonObject { ["previewId"] = previewId, ["cashMargin"] = CashMargin(book) });
        tree["Order"] = new JsonArray(detail);
        tree["Disclosure"] = Disclosure(asked.Spec);
        AddBuyingPower(tree, book, total);
        return Tree.Rooted("PreviewOrderResponse", tree);
    }

    public JsonObject Place(AccountBook book, AskedOrder asked, ExchangeOrder order)
    {
        var (commission, fees) = Costs(book, asked.Spec);
        var units = ((OrderQuantity.Units)asked.Spec.Quantity).Value;
        var isOpen = desk.Hours.Reaches(asked.Spec.Sessions);
        var detail = Detail(asked, commission, fees, [Message(isOpen ? 1026 : 1027, isOpen ? Entered : Queued)]);
        var tree = Head(book, asked, desk.Costs.ValueOf(asked.Spec, units) + commission + fees, commission);
        tree["placedTime"] = Times.Milliseconds(order.ReceivedAt);
        tree["MessageList"] = new JsonObject();
        tree["OrderIds"] = new JsonArray(new JsonObject { ["orderId"] = desk.Numbers.Of(order), ["cashMargin"] = CashMargin(book) });
        tree["Order"] = new JsonArray(detail);
        tree["Disclosure"] = Disclosure(asked.Spec);
        return Tree.Rooted("PlaceOrderResponse", tree);
    }

    public JsonObject Cancel(AccountBook book, long orderId) => Tree.Rooted("CancelOrderResponse", new JsonObject
    {
        ["accountId"] = book.Id.Value,
        ["orderId"] = orderId,
        ["cancelTime"] = Times.Milliseconds(desk.Now),
        ["Messages"] = new JsonObject { ["Message"] = new JsonArray(Message(5011, "\n" + Cancelling + "\n")) },
    });

    private static JsonObject Message(int code, string description) => new() { ["description"] = description, ["code"] = code, ["type"] = "WARNING" };

    private (decimal Commission, decimal Fees) Costs(AccountBook book, OrderSpec spec)
    {
        var units = ((OrderQuantity.Units)spec.Quantity).Value;
        var legs = spec.Legs.Select((leg, index) => desk.Costs.Estimate(book, leg, leg.Ratio * units, desk.Costs.PriceOf(spec, index))).ToList();
        return (legs.Sum(leg => leg.Commission), legs.Sum(leg => leg.Fees));
    }

    private IEnumerable<JsonObject> Warnings(AccountBook book, AskedOrder asked)
    {
        if (asked.Spec.Price is PriceTerms.Market)
        {
            yield return Message(1045, "A market order may be executed at a price that differs from the current quote.");
        }

        // By content: the client's own id says nothing here.
        if (desk.Exchange.GetOrders(book.Id, new OrderFilter { IsOpen = true, Instrument = asked.Spec.Legs[0].Instrument }).Any(open => IsTwin(open, asked.Spec)))
        {
            yield return Message(1042, "You have an open order that is identical to this one. This may be a duplicate order.");
        }
    }

    private static bool IsTwin(ExchangeOrder open, OrderSpec spec) =>
        open.Spec is { } other && other.Price == spec.Price && other.Quantity == spec.Quantity && other.Legs.Count == spec.Legs.Count
        && other.Legs.Zip(spec.Legs).All(pair => pair.First.Instrument == pair.Second.Instrument && pair.First.Side == pair.Second.Side && pair.First.Ratio == pair.Second.Ratio);

    private JsonObject Head(AccountBook book, AskedOrder asked, decimal total, decimal commission)
    {
        var account = desk.Read(book);
        return new JsonObject
        {
            ["orderType"] = asked.Type,
            ["totalOrderValue"] = Tree.Money(total),
            ["totalCommission"] = Tree.Money(commission),
            ["dstFlag"] = Times.IsDaylight(desk.Now),
            ["accountId"] = book.Id.Value,
            ["optionLevelCd"] = account.Opening.OptionLevel,
            ["marginLevelCd"] = account.Opening.Kind is MarginKind.Cash ? "MARGIN_TRADING_NOT_ALLOWED" : "MARGIN_TRADING_ALLOWED",
            ["PortfolioMargin"] = new JsonObject
            {
                ["houseExcessEquityNew"] = Tree.Number(0m),
                ["pmEligible"] = false,
                ["houseExcessEquityCurr"] = Tree.Number(0m),
                ["houseExcessEquityChange"] = Tree.Number(0m),
            },
        };
    }

    private JsonObject Detail(AskedOrder asked, decimal commission, decimal fees, IEnumerable<JsonObject> messages)
    {
        var spec = asked.Spec;
        var (limit, stop) = OrderMapping.Prices(spec);
        List<JsonNode> said = [.. messages];
        return new JsonObject
        {
            ["orderTerm"] = OrderWords.Term(spec.TimeInForce.Kind),
            ["priceType"] = OrderWords.PriceType(spec),
            ["limitPrice"] = Tree.Number(limit),
            ["stopPrice"] = Tree.Number(stop),
            ["marketSession"] = OrderWords.Session(spec.Sessions),
            ["allOrNone"] = spec.AllOrNone,
            ["messages"] = said.Count == 0 ? new JsonObject() : new JsonObject { ["Message"] = Tree.List(said) },
            ["egQual"] = desk.Hours.IsOpen ? "EG_QUAL_QUALIFIED" : "EG_QUAL_OUTSIDE_GUARANTEED_PERIOD",
            ["estimatedCommission"] = Tree.Money(commission),
            ["estimatedFees"] = Tree.Money(fees),
            ["netPrice"] = 0,
            ["netBid"] = 0,
            ["netAsk"] = 0,
            ["gcd"] = 0,
            ["ratio"] = "",
            ["Instrument"] = Tree.List(spec.Legs.Select(leg => Leg(spec, leg))),
        };
    }

    private JsonObject Leg(OrderSpec spec, OrderLeg leg)
    {
        var listing = desk.Listing(leg.Instrument);
        return new JsonObject
        {
            ["symbolDescription"] = Products.Description(listing),
            ["orderAction"] = OrderWords.Action(leg),
            ["quantityType"] = "QUANTITY",
            ["quantity"] = Tree.Number(((OrderQuantity.Units)spec.Quantity).Value * leg.Ratio),
            ["cancelQuantity"] = Tree.Number(0m),
            ["reserveOrder"] = false,
            ["reserveQuantity"] = Tree.Number(0m),
            ["Product"] = Products.Short(listing, withId: false),
        };
    }

    private static JsonObject Disclosure(OrderSpec spec) => new()
    {
        ["ehDisclosureFlag"] = spec.Sessions is not Sessions.Regular,
        ["ahDisclosureFlag"] = false,
        ["conditionalDisclosureFlag"] = false,
        ["aoDisclosureFlag"] = false,
        ["mfFLConsent"] = false,
        ["mfEOConsent"] = false,
    };

    private string CashMargin(AccountBook book) => desk.IsMargin(book) ? "MARGIN" : "CASH";

    private void AddBuyingPower(JsonObject tree, AccountBook book, decimal total)
    {
        var balance = desk.Exchange.GetBalance(book.Id);
        if (!desk.IsMargin(book))
        {
            tree["cashBpDetails"] = new JsonObject
            {
                ["settled"] = Impact(Math.Min(balance.BuyingPower, balance.SettledCash), balance.Reserved, total),
                ["settledUnsettled"] = Impact(balance.BuyingPower, balance.Reserved, total),
            };
            return;
        }

        tree["marginBpDetails"] = Margin(balance.OptionBuyingPower, balance.BuyingPower, balance.Reserved, total);
        if (balance.DayTradingBuyingPower is { } dayTrading)
        {
            // As in balances: what is bought in full can use a quarter of it.
            tree["dtBpDetails"] = Margin(dayTrading / 4m, dayTrading, balance.Reserved, total);
        }
    }

    private static JsonObject Margin(decimal inFull, decimal onMargin, decimal reserved, decimal total) => new()
    {
        ["nonMarginable"] = Impact(inFull, reserved, total),
        ["marginable"] = Impact(onMargin, reserved, total),
    };

    private static JsonObject Impact(decimal power, decimal reserved, decimal total) => new()
    {
        ["currentBp"] = Tree.Money(power + reserved),
        ["currentOor"] = Tree.Money(reserved),
        ["currentNetBp"] = Tree.Money(power),
        ["currentOrderImpact"] = Tree.Money(Math.Max(0m, total)),
        ["netBp"] = Tree.Money(power - Math.Max(0m, total)),
    };
}
