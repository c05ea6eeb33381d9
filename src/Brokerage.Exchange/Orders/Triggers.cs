namespace Brokerage.Exchange;

/// <summary>Stops and trailing stops.</summary>
internal sealed class Triggers(Core core)
{
    /// <summary>Moves a trailing stop along and says whether the order is triggered now.</summary>
    public bool Check(OrderNode node)
    {
        core.Prices.Refresh(node.Leg.Listing);
        if (!node.Leg.Listing.Session.HasFlag(Sessions.Regular) || Reference(node) is not { } price)
        {
            return false;
        }

        if (node.Spec!.Price is PriceTerms.Trailing trailing)
        {
            Trail(node, trailing, price);
        }

        if (node.Side == Side.Buy ? price < node.StopPrice : price > node.StopPrice)
        {
            return false;
        }

        Trigger(node);
        return true;
    }

    /// <summary>A cheap look that spares most waiting stops the full one: a stop that stands still and is not reached.</summary>
    public static bool StandsFarOff(OrderNode node) =>
        node.WaitsForTrigger && node.Spec!.Price is not PriceTerms.Trailing && Reference(node) is { } price
        && (node.Side == Side.Buy ? price < node.StopPrice : price > node.StopPrice);

    /// <summary>The price that a stop looks at. By default the last trade, for options the middle of the quote: they trade too seldom.</summary>
    public static decimal? Reference(OrderNode node)
    {
        var listing = node.Leg.Listing;
        var basis = node.Spec!.Price switch
        {
            PriceTerms.Stop stop => stop.Basis,
            PriceTerms.StopLimit stop => stop.Basis,
            PriceTerms.Trailing trailing => trailing.Basis,
            _ => TriggerBasis.Default,
        };
        return basis switch
        {
            TriggerBasis.Bid => listing.Book.BestBid,
            TriggerBasis.Ask => listing.Book.BestAsk,
            TriggerBasis.Mark => listing.Mark,
            TriggerBasis.Last => listing.Last,
            _ => listing.Price,
        };
    }

    /// <summary>Where a trailing stop stands when its order comes into force.</summary>
    public static void Begin(OrderNode node)
    {
        switch (node.Spec?.Price)
        {
            case PriceTerms.Stop stop:
                node.StopPrice = stop.Trigger;
                break;
            case PriceTerms.StopLimit stop:
                node.StopPrice = stop.Trigger;
                break;
            case PriceTerms.Trailing trailing when Reference(node) is { } price:
                Trail(node, trailing, price);
                break;
        }
    }

    private static void Trail(OrderNode node, PriceTerms.Trailing trailing, decimal price)
    {
        var buys = node.Side == Side.Buy;
        if (node.WaterMark is { } mark && (buys ? price >= mark : price <= mark))
        {
            return;
        }

        var distance = trailing.InPercent ? price * trailing.Distance : trailing.Distance;
        var step = node.Leg.Listing.Listing.PriceStepAt(price);
        var stop = buys ? price + distance : price - distance;
        node.Forget();
        node.WaterMark = price;
        node.StopPrice = decimal.Round(stop / step, buys ? MidpointRounding.ToPositiveInfinity : MidpointRounding.ToNegativeInfinity) * step;
    }

    private void Trigger(OrderNode node)
    {
        node.IsTriggered = true;
        node.LimitPrice = node.Spec!.Price switch
        {
            PriceTerms.StopLimit stop => stop.Price,
            PriceTerms.Trailing { LimitOffset: { } offset } => node.Side == Side.Buy ? node.StopPrice + offset : node.StopPrice - offset,
            _ => null,
        };
        core.Lifecycle.Tell(node);
    }
}
