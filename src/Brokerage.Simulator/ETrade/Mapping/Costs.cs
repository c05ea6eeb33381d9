using Brokerage.Exchange;
using Brokerage.Markets;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>What an order is expected to cost, by the account's price list.</summary>
internal sealed class Costs(ETradeDesk desk)
{
    /// <summary>The commission, and what authorities and exchanges ask beside it; both positive when paid.</summary>
    public (decimal Commission, decimal Fees) Estimate(AccountBook book, OrderLeg leg, decimal quantity, decimal price)
    {
        var listing = desk.Listing(leg.Instrument);
        var items = desk.Read(book).Opening.Commissions?.FeesFor(new CommissionOrder
        {
            Instrument = leg.Instrument,
            Side = leg.Side,
            Quantity = quantity,
            Value = quantity * price * listing.Multiplier,
            Currency = listing.Currency,
            Date = NewYorkTime.DateAt(desk.Now),
        }) ?? [];
        var commission = items.Where(IsCommission).Sum(fee => fee.Amount.Amount);
        return (commission, items.Sum(fee => fee.Amount.Amount) - commission);
    }

    /// <summary>What a leg has cost, or what it is expected to while nothing is filled.</summary>
    public (decimal Commission, decimal Fees) Of(AccountBook book, ExchangeOrder order, int leg)
    {
        if (order.Filled == 0m)
        {
            return Estimate(book, order.Legs[leg].Leg, order.Legs[leg].Quantity ?? 0m, PriceOf(order.Spec!, leg));
        }

        // The exchange keeps the kinds for the whole order alone.
        return order.Legs.Count == 1
            ? (order.FeeItems.Where(IsCommission).Sum(fee => fee.Amount.Amount), order.FeeItems.Where(fee => !IsCommission(fee)).Sum(fee => fee.Amount.Amount))
            : (order.Executions.Where(one => one.LegIndex == leg).Sum(one => one.Fees), 0m);
    }

    /// <summary>At which price a leg is reckoned: its own limit or stop, else the market's.</summary>
    public decimal PriceOf(OrderSpec spec, int index)
    {
        var leg = spec.Legs[index];
        var quote = desk.Exchange.GetQuote(leg.Instrument);
        var market = (leg.Side is Side.Buy ? quote.Ask : quote.Bid) ?? quote.Last;
        return spec.Legs.Count > 1 ? market : spec.Price switch
        {
            PriceTerms.Limit limit => limit.Price,
            PriceTerms.StopLimit stop => stop.Price,
            PriceTerms.Stop stop => stop.Trigger,
            _ => market,
        };
    }

    /// <summary>What the whole costs before fees: positive when paid.</summary>
    public decimal ValueOf(OrderSpec spec, decimal quantity)
    {
        if (spec.Legs.Count > 1 && spec.Price is PriceTerms.Limit net)
        {
            return net.Price * quantity * desk.Listing(spec.Legs[0].Instrument).Multiplier;
        }

        return spec.Legs.Select((leg, index) =>
            (leg.Side is Side.Buy ? 1m : -1m) * leg.Ratio * quantity * PriceOf(spec, index) * desk.Listing(leg.Instrument).Multiplier).Sum();
    }

    /// <summary>Whether a fee is the broker's own.</summary>
    public static bool IsCommission(Fee fee) => fee.Kind.Contains("commission", StringComparison.OrdinalIgnoreCase);
}
