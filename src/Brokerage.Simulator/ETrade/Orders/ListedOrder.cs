using System.Text.Json.Nodes;
using Brokerage.Exchange;

namespace Brokerage.Simulator.ETrade.Orders;

/// <summary>A line of the list of orders.</summary>
/// <param name="Id">Its number on the wire.</param>
/// <param name="Time">When it was received.</param>
/// <param name="Parts">The orders in it that have terms; none for the end of an option.</param>
/// <param name="Ended">The option whose end it is; null for an order.</param>
/// <param name="Show">Writes it, with what happened to it or without.</param>
internal sealed record ListedOrder(long Id, DateTimeOffset Time, IReadOnlyList<ExchangeOrder> Parts, Instrument? Ended, Func<bool, JsonObject> Show)
{
    public IEnumerable<Instrument> Instruments => Ended is { } one ? [one] : Parts.SelectMany(order => order.Legs.Select(leg => leg.Leg.Instrument));
}
