using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Exchange;
using Brokerage.Simulator.ETrade.Mapping;
using Brokerage.Simulator.ETrade.Wire;

namespace Brokerage.Simulator.ETrade.Orders;

/// <summary>Reads what a preview and a place have in common, or refuses it as the broker does. Members that it does not know are passed over.</summary>
internal sealed class OrderReader(ETradeDesk desk)
{
    private const int LongestClientId = 20;

    private static readonly string[] Combined = ["SPREADS", "BUY_WRITES", "BUTTERFLY", "IRON_BUTTERFLY", "CONDOR", "IRON_CONDOR"];

    public AskedOrder Read(JsonObject request)
    {
        var type = RequestTree.Text(request, "orderType") ?? throw ETradeErrors.NotUnderstood();
        var clientId = RequestTree.Text(request, "clientOrderId");
        if (!IsClientId(clientId))
        {
            throw ETradeErrors.Terms("The clientOrderId must have 1 to 20 letters and digits.");
        }

        // Several orders at once, as brackets would be, are not known to pass.
        if (RequestTree.Objects(request, "Order") is not [var order])
        {
            throw ETradeErrors.NotUnderstood();
        }

        var legs = RequestTree.Objects(order, "Instrument").Select(ReadLeg).ToList();
        CheckShape(type, legs);
        CheckUnits(type, legs);
        var spec = Spec(order, legs);
        OrderRules.Check(spec);
        return new AskedOrder(type, clientId!, spec, Known(type, clientId!, order, legs));
    }

    // Letters and digits by the book; hyphens were seen to pass.
    private static bool IsClientId(string? text) =>
        text is { Length: > 0 and <= LongestClientId } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-');

    private static void CheckShape(string type, List<Leg> legs)
    {
        var fits = type switch
        {
            "EQ" => legs is [{ Listing.Instrument: Instrument.Equity }],
            "OPTN" => legs is [{ Listing.Instrument: Instrument.Option }],
            "MF" or "MMF" => legs is [{ Listing.Instrument: Instrument.Fund }],
            _ => Combined.Contains(type, StringComparer.Ordinal) && legs.Count is >= 2 and <= 4,
        };
        if (!fits)
        {
            throw ETradeErrors.NotUnderstood();
        }
    }

    // The exchange reckons a net price by one multiplier; of shares beside contracts it would be wrong by a hundred.
    private static void CheckUnits(string type, List<Leg> legs)
    {
        if (type is "BUY_WRITES" || legs.Exists(leg => leg.Listing.Multiplier != legs[0].Listing.Multiplier))
        {
            throw ETradeErrors.Terms("Shares and options in one order are not supported here.");
        }
    }

    private Leg ReadLeg(JsonObject instrument)
    {
        var product = RequestTree.Object(instrument, "Product") ?? throw ETradeErrors.NotUnderstood();
        var listing = Find(product);
        var action = RequestTree.Text(instrument, "orderAction");
        var (side, effect) = OrderWords.Action(action, listing.Instrument is Instrument.Option) ?? throw ETradeErrors.Terms($"Invalid order action: {action}");
        if (RequestTree.Text(instrument, "quantityType") is not (null or "QUANTITY") and var kind)
        {
            throw ETradeErrors.Terms($"The quantity type {kind} is not supported here.");
        }

        var quantity = RequestTree.Number(instrument, "quantity") ?? RequestTree.Number(instrument, "orderedQuantity") ?? throw ETradeErrors.NotUnderstood();
        return quantity > 0m && quantity == decimal.Truncate(quantity)
            ? new Leg(listing, side, effect, quantity)
            : throw ETradeErrors.Terms("The quantity must be a positive whole number.");
    }

    private Listing Find(JsonObject product)
    {
        var symbol = RequestTree.Text(product, "symbol") ?? throw ETradeErrors.NotUnderstood();
        if (RequestTree.Text(product, "securityType") is not "OPTN")
        {
            return Products.Find(desk.Exchange, symbol) ?? throw ETradeErrors.OrderedSymbol(symbol);
        }

        var date = Expiries.Date(Whole(product, "expiryYear"), Whole(product, "expiryMonth"), Whole(product, "expiryDay"));
        var right = RequestTree.Text(product, "callPut");
        if (date is not { } expires || right is not ("CALL" or "PUT") || RequestTree.Number(product, "strikePrice") is not { } strike)
        {
            throw ETradeErrors.NotUnderstood();
        }

        return Products.FindOption(desk.Exchange, symbol, expires, right is "CALL", strike) ?? throw ETradeErrors.OrderedSymbol(symbol);
    }

    // 08 and 8 are the same month.
    private static string Whole(JsonObject product, string name) =>
        RequestTree.Number(product, name) is { } number ? number.ToString("0", CultureInfo.InvariantCulture) : "";

    private static OrderSpec Spec(JsonObject order, List<Leg> legs)
    {
        var units = legs.Aggregate(0m, (divisor, leg) => GreatestDivisor(divisor, leg.Quantity));
        if (legs.Exists(leg => leg.Quantity / units > int.MaxValue))
        {
            throw ETradeErrors.Terms("The quantities of the legs do not go together.");
        }

        var (price, auction) = OrderPrices.Read(order, legs.Count);
        return new OrderSpec
        {
            Legs = [.. legs.Select(leg => new OrderLeg(leg.Listing.Instrument, leg.Side, leg.Effect, (int)(leg.Quantity / units)))],
            Quantity = new OrderQuantity.Units(units),
            Price = price,
            TimeInForce = Term(RequestTree.Text(order, "orderTerm"), auction),
            Sessions = RequestTree.Text(order, "marketSession") switch
            {
                null or OrderWords.Regular => Sessions.Regular,
                OrderWords.Extended => Sessions.Extended,
                var word => throw ETradeErrors.Terms($"Invalid market session: {word}"),
            },
            AllOrNone = RequestTree.Flag(order, "allOrNone"),
        };
    }

    private static TimeInForce Term(string? word, TimeInForceKind? auction) => word switch
    {
        "GOOD_FOR_DAY" => auction is { } at ? new TimeInForce(at) : TimeInForce.Day,
        _ when auction is not null => throw ETradeErrors.Terms("An order for the open or the close is good for the day."),
        "GOOD_UNTIL_CANCEL" => TimeInForce.GoodTillCancelled,
        "IMMEDIATE_OR_CANCEL" => TimeInForce.ImmediateOrCancel,
        "FILL_OR_KILL" => TimeInForce.FillOrKill,
        // No field is known in which the date would stand.
        _ => throw ETradeErrors.Terms($"Invalid order term: {word}"),
    };

    private static decimal GreatestDivisor(decimal a, decimal b) => b == 0m ? a : GreatestDivisor(b, a % b);

    private static string Known(string type, string clientId, JsonObject order, List<Leg> legs)
    {
        string[] texts = ["allOrNone", "priceType", "orderTerm", "marketSession", "routingDestination"];
        string[] numbers = ["limitPrice", "stopPrice", "stopLimitPrice"];
        var terms = texts.Select(name => RequestTree.Text(order, name)?.ToUpperInvariant())
            .Concat(numbers.Select(name => RequestTree.Number(order, name) is { } number and not 0m ? Tree.Number(number).ToString() : null));
        return string.Join('|', [type, clientId, .. terms, .. legs.Select(leg => $"{leg.Side} {leg.Effect} {Tree.Number(leg.Quantity)} {leg.Listing.Instrument}")]);
    }

    private sealed record Leg(Listing Listing, Side Side, PositionEffect Effect, decimal Quantity);
}
