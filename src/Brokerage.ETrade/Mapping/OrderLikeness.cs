using System.Globalization;
using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>
/// Whether a listed order may be the one that was placed, although it does not read the same: E*TRADE may show a term otherwise than it was
/// sent. Such an order is not taken for ours, but while it stands there nothing proves that ours is not.
/// </summary>
internal static class OrderLikeness
{
    /// <summary>False where the order is surely another one: on something else, on the other side, or of another quantity or kind.</summary>
    public static bool MayBe(TicketWire ticket, Order order)
    {
        var legs = order.Legs.Concat(order.Children.SelectMany(child => child.Legs)).ToList();

        // What shows no legs tells nothing.
        return legs.Count == 0 || legs.Exists(leg => ticket.Instrument.Any(asked => MayBe(asked, leg)));
    }

    private static bool MayBe(TicketInstrumentWire asked, OrderLegState leg) =>
        IsSameKind(asked.Product, leg.Leg.Instrument)
        && (leg.Leg.Side == Side.Unknown || leg.Leg.Side == Words.Side(asked.OrderAction))
        && (leg.Quantity is not { } quantity || Quantity(asked) is not { } wanted || quantity == wanted)
        && IsSameName(asked.Product.Symbol, leg.Leg.Instrument);

    private static bool IsSameKind(TicketProductWire asked, Instrument found)
    {
        var isOption = string.Equals(asked.SecurityType, "OPTN", StringComparison.Ordinal);
        return found switch
        {
            Instrument.Option => isOption,
            Instrument.Unclassified { Kind: "OPTN" } => isOption,
            Instrument.Unclassified => true,
            _ => !isOption,
        };
    }

    // Roots stand for symbols: without the dot of a share class, with a letter or digit more for weeklies and adjusted contracts.
    private static bool IsSameName(string asked, Instrument found)
    {
        var name = Letters(asked);
        return found switch
        {
            Instrument.Equity equity => string.Equals(Letters(equity.Symbol), name, StringComparison.Ordinal),
            Instrument.Option option => Begins(Letters(option.Root), name),
            Instrument.Unclassified other => Begins(Letters(other.Key), name),
            _ => false,
        };
    }

    private static bool Begins(string one, string other) => one.StartsWith(other, StringComparison.Ordinal) || other.StartsWith(one, StringComparison.Ordinal);

    private static string Letters(string symbol) => string.Concat(symbol.Where(char.IsAsciiLetter)).ToUpperInvariant();

    private static decimal? Quantity(TicketInstrumentWire asked) =>
        decimal.TryParse(asked.Quantity, NumberStyles.Number, CultureInfo.InvariantCulture, out var quantity) ? quantity : null;
}
