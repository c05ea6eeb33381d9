using System.Text.Json.Nodes;
using Brokerage.Exchange;
using Brokerage.Simulator.ETrade.Orders;
using Brokerage.Simulator.ETrade.Wire;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>Orders as the list shows them: one number, one or several details, and never the client's own id.</summary>
internal sealed class OrderMapping(ETradeDesk desk)
{
    /// <summary>The tag in which the exchange keeps the broker's word for the kind of order.</summary>
    public const string TypeTag = "orderType";

    // About what an overflowed number was recorded as.
    private const long Garbage = 1_999_999_000;

    private readonly Refusals _refusals = new(desk);

    /// <summary>The orders inside of a plan that have terms, the outermost first.</summary>
    public IReadOnlyList<ExchangeOrder> Parts(AccountBook book, ExchangeOrder root) =>
        root.Children.Count == 0 ? [root] : [.. desk.Exchange.GetOrderTree(book.Id, root.Id).Where(order => order.Spec is not null)];

    public JsonObject Row(AccountBook book, ExchangeOrder root, bool withEvents)
    {
        var parts = Parts(book, root);
        var isGroup = parts.Count > 1 || root.Spec is null;
        var tree = new JsonObject
        {
            ["orderId"] = desk.Numbers.Of(root),
            ["details"] = Links.To($"/v1/accounts/{book.Key}/orders/{desk.Numbers.Of(root)}.json"),
            ["orderType"] = isGroup ? OrderWords.GroupType(root.Shape) : root.Tags.GetValueOrDefault(TypeTag) ?? OrderWords.OrderType(root.Spec!),
        };
        if (isGroup)
        {
            tree["totalOrderValue"] = Tree.Money(parts.Sum(ValueOf));
            tree["totalCommission"] = Tree.Money(parts.Sum(order => order.Legs.Select((_, index) => desk.Costs.Of(book, order, index).Commission).Sum()));
        }

        tree["OrderDetail"] = Tree.List(parts.Select((order, index) => Detail(book, order, isGroup ? index + 1 : null)));
        if (withEvents)
        {
            tree["Events"] = new JsonObject { ["Event"] = Tree.List(parts.SelectMany((order, index) => Events(order, index + 1))) };
        }

        return tree;
    }

    /// <summary>The end of an option, which the broker shows as an order that nobody placed.</summary>
    public JsonObject Event(AccountBook book, LedgerEntry entry, Posting option)
    {
        var text = entry.Text ?? "";
        var word = text.Contains("assigned", StringComparison.Ordinal) ? "OPTION_ASSIGNMENT"
            : text.Contains("exercised", StringComparison.Ordinal) ? "OPTION_EXERCISE"
            : "OPTION_EXPIRED";
        var listing = desk.Listing(option.Asset.Instrument!);
        var action = option.Amount < 0m ? "SELL_CLOSE" : "BUY_CLOSE";
        var instrument = Instrument(listing, action);
        instrument["orderedQuantity"] = Tree.Number(Math.Abs(option.Amount));
        instrument["filledQuantity"] = Tree.Number(Math.Abs(option.Amount));
        instrument["averageExecutionPrice"] = Tree.Number(0m);
        instrument["estimatedCommission"] = Tree.Number(0m);
        instrument["estimatedFees"] = Tree.Number(0m);
        instrument["Product"] = Products.Short(listing, withId: true);
        var detail = new JsonObject
        {
            ["placedTime"] = Times.Milliseconds(entry.Time),
            ["executedTime"] = Times.Milliseconds(entry.Time),
            ["orderValue"] = Tree.Number(0m),
            // Expiries end as executed; the other two have a status of their own name.
            ["status"] = word is "OPTION_EXPIRED" ? "EXECUTED" : word,
            ["orderTerm"] = "GOOD_FOR_DAY",
            ["priceType"] = "MARKET",
        };
        AddRest(detail, limit: 0m, stop: 0m, OrderWords.Regular, allOrNone: false);
        detail["Instrument"] = new JsonArray(instrument);
        return new JsonObject
        {
            ["orderId"] = Ids.OptionEvent(entry),
            ["details"] = Links.To($"/v1/accounts/{book.Key}/orders/{Ids.OptionEvent(entry)}.json"),
            ["orderType"] = word,
            ["OrderDetail"] = new JsonArray(detail),
        };
    }

    private JsonObject Detail(AccountBook book, ExchangeOrder order, int? number)
    {
        var spec = order.Spec!;
        var detail = new JsonObject();
        if (number is { } place)
        {
            detail["orderNumber"] = place;
        }

        detail["placedTime"] = Times.Milliseconds(order.ReceivedAt);
        AddExecutedTime(detail, order);
        detail["orderValue"] = Tree.Money(ValueOf(order));
        detail["status"] = OrderWords.Status(order, desk.Options.PartlyFilled);
        detail["orderTerm"] = OrderWords.Term(spec.TimeInForce.Kind);
        detail["priceType"] = OrderWords.PriceType(spec);
        var (limit, stop) = Prices(spec);
        AddRest(detail, limit, stop, OrderWords.Session(spec.Sessions), spec.AllOrNone);
        AddTrail(detail, order);
        if (order.Replaces is { } old)
        {
            detail["replacesOrderId"] = desk.Numbers.Of(order.Account, old);
        }

        if (order.ReplacedBy is { } next)
        {
            detail["replacedByOrderId"] = desk.Numbers.Of(order.Account, next);
        }

        if (order is { State: OrderState.Rejected, Rejection: { } why })
        {
            var refusal = _refusals.Of(why, book, spec);
            detail["messages"] = new JsonObject
            {
                ["Message"] = new JsonArray(new JsonObject { ["description"] = refusal.Message, ["code"] = refusal.Code, ["type"] = "ERROR" }),
            };
        }

        detail["Instrument"] = Tree.List(order.Legs.Select((leg, index) => Leg(book, order, leg, index)));
        return detail;
    }

    private static void AddRest(JsonObject detail, decimal limit, decimal stop, string session, bool allOrNone)
    {
        // 0 stands for none.
        detail["limitPrice"] = Tree.Number(limit);
        detail["stopPrice"] = Tree.Number(stop);
        detail["marketSession"] = session;
        detail["allOrNone"] = allOrNone;
        detail["netPrice"] = 0;
        detail["netBid"] = 0;
        detail["netAsk"] = 0;
        detail["gcd"] = 0;
        detail["ratio"] = "";
    }

    private static void AddExecutedTime(JsonObject detail, ExchangeOrder order)
    {
        if (order.State is OrderState.Filled)
        {
            detail["executedTime"] = Times.Milliseconds(order.ClosedAt ?? order.UpdatedAt);
        }
        else if (order.State is OrderState.Cancelled or OrderState.Replaced)
        {
            detail["executedTime"] = Garbage + (order.Number % 1_000);
        }
    }

    // Where a trailing stop stands now; its distance is where other stops have their price.
    private static void AddTrail(JsonObject detail, ExchangeOrder order)
    {
        if (order.Spec!.Price is PriceTerms.Trailing && order.StopPrice is { } now)
        {
            detail["trailPrice"] = Tree.Money(now);
        }
    }

    public static (decimal Limit, decimal Stop) Prices(OrderSpec spec) => spec.Price switch
    {
        PriceTerms.Limit limit => (Math.Abs(limit.Price), 0m),
        PriceTerms.Stop stop => (0m, stop.Trigger),
        PriceTerms.StopLimit stop => (stop.Price, stop.Trigger),
        PriceTerms.Trailing { InPercent: true } trail => (0m, trail.Distance * 100m),
        PriceTerms.Trailing trail => (0m, trail.Distance),
        _ => (0m, 0m),
    };

    /// <summary>What an order moves in all: the cash of its fills, fees included, else what it asks. Never negative.</summary>
    private decimal ValueOf(ExchangeOrder order)
    {
        if (order is { Filled: > 0m, Quantity: { } all } && order.Filled == all)
        {
            return Math.Abs(order.Legs.Sum(leg =>
                (leg.Leg.Side is Side.Buy ? 1m : -1m) * leg.Filled * (leg.AveragePrice ?? 0m) * desk.Listing(leg.Leg.Instrument).Multiplier) + order.Fees);
        }

        return Math.Abs(desk.Costs.ValueOf(order.Spec!, order.Quantity ?? 0m));
    }

    private JsonObject Leg(AccountBook book, ExchangeOrder order, ExchangeLeg leg, int index)
    {
        var listing = desk.Listing(leg.Leg.Instrument);
        var (commission, fees) = desk.Costs.Of(book, order, index);
        var tree = Instrument(listing, OrderWords.Action(leg.Leg));
        tree["orderedQuantity"] = Tree.Number(leg.Quantity ?? 0m);
        tree["filledQuantity"] = Tree.Number(leg.Filled);
        if (leg.AveragePrice is { } average)
        {
            tree["averageExecutionPrice"] = Tree.Number(decimal.Round(average, 8));
        }

        tree["estimatedCommission"] = Tree.Money(commission);
        tree["estimatedFees"] = Tree.Money(fees);
        tree["Product"] = Products.Short(listing, withId: true);
        return tree;
    }

    private static JsonObject Instrument(Listing listing, string action) => new()
    {
        ["symbolDescription"] = Products.Description(listing),
        ["orderAction"] = action,
        ["quantityType"] = "QUANTITY",
    };

    private IEnumerable<JsonObject> Events(ExchangeOrder order, int number)
    {
        yield return One("ORDER_PLACED", order.ReceivedAt, order.Legs.Select(leg => (leg.Leg, leg.Quantity ?? 0m, 0m, (decimal?)null)));
        foreach (var fill in order.Executions.Where(one => one.Corrects is null))
        {
            yield return One("ORDER_EXECUTED", fill.Time, [(order.Legs[fill.LegIndex].Leg, order.Legs[fill.LegIndex].Quantity ?? 0m, fill.Quantity, fill.Price)]);
        }

        if (order.State is OrderState.Cancelled or OrderState.Replaced or OrderState.Expired or OrderState.Rejected)
        {
            yield return One("ORDER_" + OrderWords.Status(order.State), order.ClosedAt ?? order.UpdatedAt, []);
        }

        JsonObject One(string name, DateTimeOffset time, IEnumerable<(OrderLeg Leg, decimal Ordered, decimal Filled, decimal? Price)> legs) => new()
        {
            ["name"] = name,
            ["dateTime"] = Times.Milliseconds(time),
            ["orderNumber"] = number,
            ["Instrument"] = Tree.List(legs.Select(leg => EventLeg(leg.Leg, leg.Ordered, leg.Filled, leg.Price))),
        };
    }

    private JsonObject EventLeg(OrderLeg leg, decimal ordered, decimal filled, decimal? price)
    {
        var listing = desk.Listing(leg.Instrument);
        var tree = Instrument(listing, OrderWords.Action(leg));
        tree["orderedQuantity"] = Tree.Number(ordered);
        tree["filledQuantity"] = Tree.Number(filled);
        if (price is { } paid)
        {
            tree["averageExecutionPrice"] = Tree.Number(paid);
        }

        tree["Product"] = Products.Short(listing, withId: true);
        return tree;
    }
}
