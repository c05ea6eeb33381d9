namespace Brokerage.Conformance.Tests.Differential;

/// <summary>
/// What is said of orders, holdings and money, in words that do not depend on the broker. The only place where a difference between two
/// brokers is let be; each has its reason beside it.
/// </summary>
internal static class Normal
{
    /// <summary>Orders that something is ordered by. A group of two exits is an order at some brokers, and none at others.</summary>
    public static IEnumerable<Order> Flatten(Order order) =>
        (order.Legs.Count > 0 ? [order] : Enumerable.Empty<Order>()).Concat(order.Children.SelectMany(Flatten));

    /// <summary>What an order is to its plan. Two exits that stand alone are a target and a stop at Alpaca, and members of a group elsewhere.</summary>
    public static OrderRole Role(Order order) => order.Role != OrderRole.Member ? order.Role
        : order.Price is PriceTerms.Limit ? OrderRole.TakeProfit : OrderRole.StopLoss;

    public static string Order(Order order, Things things) => string.Join(' ', new[]
    {
        string.Join('+', order.Legs.Select(leg => $"{leg.Leg.Side}:{leg.Leg.Ratio}:{things.NameOf(leg.Leg.Instrument)}:{StoryText.Text(leg.Filled)}")),
        order.Quantity switch
        {
            OrderQuantity.Units units => StoryText.Text(units.Value),
            OrderQuantity.Cash cash => "$" + StoryText.Text(cash.Value.Amount),
            _ => "-",
        },
        StoryText.Write(order.Price),
        StoryText.WordOf(order.TimeInForce?.Kind),
        order.Sessions is { } sessions && sessions.HasFlag(Sessions.Extended) ? "extended" : "regular",
        $"{order.State.Value},",
        $"{StoryText.Text(order.Filled)} at {StoryText.Text(order.AveragePrice is { } average ? decimal.Round(average, 6) : null)}",
        order.Replaces is null ? "" : "in place of another",
        order.ReplacedBy is null ? "" : "replaced by another",
    }.Where(word => word.Length > 0));

    public static string Position(Position position, Things things, Ground ground) =>
        $"{StoryText.Text(position.Quantity)} {things.NameOf(position.Instrument)} at {Cents(position.AverageCost)} × {StoryText.Text(position.Multiplier)}, "
        + $"worth {Cents(position.MarketValue)}"
        + (ground.Tells("Position.Available") ? $", {StoryText.Text(position.Available)} free" : "");

    /// <summary>What Alpaca tells in cents for longs and shorts adds up to within a cent of the difference between worth and cash.</summary>
    public static string Balance(Balance balance, Ground ground)
    {
        var market = balance.MarketValue is { } value && decimal.Abs(value - ((balance.NetLiquidation ?? 0m) - (balance.Cash ?? 0m))) <= 0.011m
            ? "the rest"
            : Cents(balance.MarketValue);
        return $"cash {Cents(balance.Cash)}, worth {Cents(balance.NetLiquidation)}, market {market}, power {Cents(balance.BuyingPower)}"
            + Told("OptionBuyingPower", balance.OptionBuyingPower) + Told("InitialMargin", balance.InitialMargin) + Told("MaintenanceMargin", balance.MaintenanceMargin);

        string Told(string member, decimal? amount) => ground.Tells("Balance." + member) ? $", {member} {Cents(amount)}" : "";
    }

    /// <summary>
    /// Of a contract that nobody has traded Alpaca tells no last price, and Mock the one that its exchange reckons with. Shares that are bid and
    /// asked Alpaca counts whole, and at least one. Behind a price that nobody offers stands no size, which some tell as none and others not at all.
    /// </summary>
    public static string Quote(Quote quote, Things things) =>
        $"{things.NameOf(quote.Instrument)} {StoryText.Text(quote.Bid)} {StoryText.Text(quote.Ask)} "
        + $"sizes {Size(quote.Bid, quote.BidSize, quote.Instrument)} {Size(quote.Ask, quote.AskSize, quote.Instrument)}"
        + (quote.Instrument is Instrument.Option ? "" : $" last {StoryText.Text(quote.Last)} before {StoryText.Text(quote.PreviousClose)}");

    /// <summary>What looking for a submitted order found.</summary>
    public static string Seen(Sighting sighting, OrderId id) => sighting switch
    {
        Sighting.Found found => found.Orders.Any(order => IsOrHas(order, id)) ? "found" : "found another",
        var other => other.GetType().Name,
    };

    public static string Trade(Transaction row, Things things, Names names) =>
        $"{StoryText.Text(row.Quantity)} {(row.Instrument is { } instrument ? things.NameOf(instrument) : "nothing")} at {StoryText.Text(row.Price)} on {row.Time:s}"
        + $" for {(row.Order is { } order ? names.Of(order) : "no order")}";

    /// <summary>
    /// Fills as they were told, and how the order stood last. Which states lie between is the broker's own affair. Where the line may have
    /// stood still for a while, or is looked at now and then, several fills may be told as one; and of several legs Alpaca's stream does not say which one was filled, so
    /// that nothing is made up there.
    /// </summary>
    public static string Heard(IReadOnlyList<OrderEvent> events, bool mayBreak)
    {
        if (events.Count == 0)
            return "nothing";
        var fills = events.Where(one => one.Execution is not null).Select(one => one.Execution!).ToList();
        var (sum, cost) = (fills.Sum(fill => fill.Quantity), fills.Sum(fill => fill.Quantity * fill.Price));
        var told = events[^1].Order.Legs.Count > 1
            ? []
            : mayBreak
            ? [sum == 0m ? "no fill" : $"{StoryText.Text(sum)} at {Cents(cost / sum)}"]
            : fills.Select(fill => $"{StoryText.Text(fill.Quantity)} at {StoryText.Text(fill.Price)} to {StoryText.Text(fill.CumulativeAfter)}");
        var last = events[^1].Order;
        return string.Join("; ", told.Append($"{last.State.Value} with {StoryText.Text(last.Filled)}"));
    }

    public static string CodeOf(BrokerageError error, Ground ground) =>
        (ground.Unnumbered.Contains(error.Code) ? BrokerageErrorCode.OrderRejected : error.Code).ToString();

    /// <summary>Alpaca refuses an order that could trade with one of the account's own ("potential wash trade"); others let it rest.</summary>
    public static bool MeetsItself(Terms terms, Things things, IEnumerable<Order> open) =>
        terms.Thing != Things.Spread && open.Any(other => Meets(other, things[terms.Thing], terms.Side, terms.Price));

    /// <summary>A change that every broker takes of an order as it stands; null where nothing is left of it.</summary>
    public static OrderChange? Change(Order order, OrderChange change, IEnumerable<Order> open)
    {
        // What Alpaca has not put to work yet, as before the open, it does not replace.
        if (order.State.Value is not (OrderState.Working or OrderState.PartiallyFilled))
            return null;
        if (order.Legs is [{ Leg: var leg }] && open.Any(other => Meets(other, leg.Instrument, leg.Side, change.Price ?? order.Price)))
            return null;
        // What a new order takes over of a partly filled one is not established at every broker, and an adapter that cannot prove it refuses.
        if (order.Filled > 0m)
            return null;
        return change.TotalQuantity is null && change.Price is null ? null : change;
    }

    private static string Size(decimal? price, decimal? size, Instrument instrument) => (price, size) switch
    {
        (null, null or 0m) => "none",
        (_, { } known) when instrument is not Instrument.Crypto => StoryText.Text(decimal.Max(1m, decimal.Floor(known))),
        _ => StoryText.Text(size),
    };

    private static bool IsOrHas(Order order, OrderId id) => order.Ref.Order == id || order.Children.Any(child => IsOrHas(child, id));

    private static bool Meets(Order other, Instrument instrument, Side side, PriceTerms? price)
    {
        if (other is not { Legs: [{ Leg: var leg }] } || leg.Instrument != instrument || leg.Side == side || other.State.Value == OrderState.Held)
            return false;
        var (buy, sell) = side == Side.Buy ? (LimitOf(price), LimitOf(other.Price)) : (LimitOf(other.Price), LimitOf(price));
        return buy is null || sell is null || buy >= sell;
    }

    private static decimal? LimitOf(PriceTerms? price) => price switch
    {
        PriceTerms.Limit limit => limit.Price,
        PriceTerms.StopLimit stop => stop.Price,
        _ => null,
    };

    private static string Cents(decimal? amount) => StoryText.Text(amount is { } known ? decimal.Round(known, 2) : null);
}
