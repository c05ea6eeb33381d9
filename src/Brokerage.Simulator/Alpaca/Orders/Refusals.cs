using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Orders;

/// <summary>Why the exchange refused, in the broker's codes and words.</summary>
internal sealed class Refusals(AlpacaDesk desk)
{
    public Reply Of(Rejection rejection, OrderTicket ticket) => Of(rejection, FirstSpec(ticket.Plan), null);

    public Reply Of(Rejection rejection, OrderSpec spec, OrderChange? change)
    {
        spec = change is null ? spec : spec with
        {
            Price = change.Price ?? spec.Price,
            Quantity = change.TotalQuantity is { } total ? new OrderQuantity.Units(total) : spec.Quantity,
        };
        var symbol = Symbols.Of(spec.Legs[0].Instrument);
        return rejection.Reason switch
        {
            RejectReason.InsufficientFunds or RejectReason.UnsettledFunds => AlpacaErrors.BuyingPower(BuyingPower(spec), Cost(spec)),
            RejectReason.InsufficientShares => Shares(spec, symbol),
            RejectReason.NotShortable => NotShortable(symbol),
            RejectReason.NotFractionable => AlpacaErrors.NotFractionable(symbol),
            RejectReason.UnknownInstrument => AlpacaErrors.OrderAssetNotFound(symbol),
            RejectReason.NotTradable or RejectReason.Halted => AlpacaErrors.Unprocessed($"asset \"{symbol}\" is not tradable"),
            RejectReason.DuplicateClientId => AlpacaErrors.DuplicateClientOrderId(),
            RejectReason.StopWouldTrigger => StopPrice(spec),
            RejectReason.InvalidPrice when LimitOf(spec.Price) is { } limit => AlpacaErrors.SubPenny("limit_price", limit),
            RejectReason.MarketClosed => AlpacaErrors.Unprocessed("order is only allowed during market hours"),
            RejectReason.AccountRestricted or RejectReason.UnknownAccount => AlpacaErrors.Refused(rejection.Text),
            RejectReason.Scripted => AlpacaErrors.Refused(rejection.Text),
            _ => AlpacaErrors.Unprocessed(rejection.Text),
        };
    }

    private static OrderSpec FirstSpec(OrderPlan plan) => plan switch
    {
        OrderPlan.Single single => single.Spec,
        OrderPlan.OneTriggers group => group.First,
        OrderPlan.OneCancels group => FirstSpec(group.Parts[0]),
        _ => throw new ArgumentException("The plan has no order.", nameof(plan)),
    };

    private decimal BuyingPower(OrderSpec spec)
    {
        var balance = desk.Exchange.GetBalance(desk.Account);
        return spec.Legs[0].Instrument is Instrument.Equity ? balance.BuyingPower : balance.OptionBuyingPower;
    }

    private decimal Cost(OrderSpec spec)
    {
        if (spec.Quantity is OrderQuantity.Cash cash)
        {
            return cash.Value.Amount;
        }

        var units = ((OrderQuantity.Units)spec.Quantity).Value;
        var listing = desk.Listing(spec.Legs[0].Instrument);
        var price = LimitOf(spec.Price) ?? desk.Exchange.GetQuote(listing.Instrument) switch { { Ask: { } ask } => ask, var quote => quote.Last };
        return units * Math.Abs(price) * listing.Multiplier;
    }

    private Reply Shares(OrderSpec spec, string symbol)
    {
        var position = desk.Position(spec.Legs[0].Instrument);
        var existing = Math.Abs(position?.Quantity ?? 0);
        var requested = spec.Quantity is OrderQuantity.Units units ? units.Value : 0;
        if (spec.Legs[0].Instrument is Instrument.Crypto { Base: var coin })
        {
            return AlpacaErrors.Refused(
                $"insufficient balance for {coin} (requested: {WireText.Number(requested)}, available: {WireText.Number(position?.Available ?? 0)})");
        }

        return AlpacaErrors.Quantity(symbol, requested, existing, existing - (position?.Available ?? 0));
    }

    private Reply NotShortable(string symbol)
    {
        var opening = desk.ReadAccount().Opening;
        return opening.MayShort && opening.Kind is not MarginKind.Cash
            ? AlpacaErrors.Unprocessed($"asset \"{symbol}\" cannot be sold short")
            : AlpacaErrors.Refused("account is not allowed to short");
    }

    private Reply StopPrice(OrderSpec spec)
    {
        var trigger = spec.Price switch
        {
            PriceTerms.Stop stop => stop.Trigger,
            PriceTerms.StopLimit stop => stop.Trigger,
            _ => 0m,
        };
        return AlpacaErrors.StopPrice(spec.Legs[0].Side is Side.Buy, trigger, desk.Exchange.GetQuote(spec.Legs[0].Instrument).Last);
    }

    private static decimal? LimitOf(PriceTerms terms) => terms switch
    {
        PriceTerms.Limit limit => limit.Price,
        PriceTerms.StopLimit stop => stop.Price,
        _ => null,
    };
}
