using Brokerage.Simulator.ETrade.Mapping;

namespace Brokerage.Simulator.ETrade.Orders;

/// <summary>The broker's own rules about terms, which come before anything reaches a market. Pure.</summary>
internal static class OrderRules
{
    /// <exception cref="ETradeRefusal">The terms do not go together.</exception>
    public static void Check(OrderSpec spec)
    {
        if (spec.Sessions is not Sessions.Regular && (spec.Price is not PriceTerms.Limit || spec.TimeInForce.Kind is not TimeInForceKind.Day))
        {
            throw ETradeErrors.Terms("Only limit orders that are good for the day are accepted in the extended hours session.");
        }

        if (spec.TimeInForce.Kind is TimeInForceKind.ImmediateOrCancel or TimeInForceKind.FillOrKill && spec.Price is not PriceTerms.Limit)
        {
            throw ETradeErrors.Terms("Immediate or cancel and fill or kill are for limit orders only.");
        }
    }

    /// <summary>A change keeps what is traded, the broker's word for how, and in which session: a sale does not become a short one.</summary>
    public static bool Keeps(OrderSpec old, OrderSpec next) =>
        old.Sessions == next.Sessions && old.AllOrNone == next.AllOrNone && old.Legs.Count == next.Legs.Count
        && old.Legs.Zip(next.Legs).All(pair => pair.First.Instrument == pair.Second.Instrument && pair.First.Ratio == pair.Second.Ratio
            && string.Equals(OrderWords.Action(pair.First), OrderWords.Action(pair.Second), StringComparison.Ordinal));
}
