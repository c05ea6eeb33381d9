namespace Brokerage.Exchange;

/// <summary>Brings orders together with the market maker and with each other.</summary>
internal sealed class Matching(Core core)
{
    // An auction gathers more than the book shows.
    private const decimal AuctionDepth = 20m;
    private readonly Triggers _triggers = new(core);
    private readonly Combinations _combinations = new(core);

    /// <summary>Works an order that has just come into force, or may have a new chance.</summary>
    public void Work(OrderNode node)
    {
        if (node.IsFinal || node.IsContainer || node.State == OrderState.Held)
        {
            return;
        }

        if (WaitsForAuction(node) || !node.CanTradeNow)
        {
            Wait(node);
            return;
        }

        if (node.WaitsForTrigger && !_triggers.Check(node))
        {
            Wait(node);
            return;
        }

        if (node.Legs.Count > 1)
        {
            _combinations.Try(node);
        }
        else
        {
            Take(node);
        }

        AfterTaking(node);
    }

    /// <summary>A listing has a new quote.</summary>
    public void OnQuote(ListingState listing)
    {
        if (!listing.IsOpen)
        {
            return;
        }

        MakerMeets(listing, listing.Book.Bids, listing.Book.MakerAsks, isBid: true);
        MakerMeets(listing, listing.Book.Asks, listing.Book.MakerBids, isBid: false);
        if (listing.Waiting.Count == 0)
        {
            return;
        }

        foreach (var node in listing.Waiting.ToArray())
        {
            if (Triggers.StandsFarOff(node))
            {
                continue;
            }

            if (node.IsWaiting && core.Hours.HasNoAuctions(listing) && IsForAuction(node) && node.CanTradeNow)
            {
                AuctionOne(node, listing.Listing.Depth * AuctionDepth);
            }
            else if (node.IsWaiting && node.CanTradeNow)
            {
                Work(node);
            }
        }
    }

    /// <summary>After sessions have changed every open order gets its chance.</summary>
    public void WorkAll()
    {
        foreach (var node in core.Lifecycle.Open.ToArray())
        {
            if (node.IsInForce && !node.IsInBook)
            {
                Work(node);
            }
        }
    }

    /// <summary>The opening or closing auction: one price, what the maker puts up, oldest orders first.</summary>
    public void Auction(TimeInForceKind kind)
    {
        var depth = new Dictionary<ListingState, decimal>();
        foreach (var node in core.Lifecycle.Open.ToArray())
        {
            if (node.IsFinal || node.IsContainer || node.Spec!.TimeInForce.Kind != kind || !node.CanTradeNow || core.Hours.HasNoAuctions(node.Leg.Listing))
            {
                continue;
            }

            var listing = node.Leg.Listing;
            var left = depth.GetValueOrDefault(listing, listing.Listing.Depth * AuctionDepth);
            depth[listing] = left - AuctionOne(node, left);
        }
    }

    private static bool IsForAuction(OrderNode node) => node.Spec!.TimeInForce.Kind is TimeInForceKind.AtOpen or TimeInForceKind.AtClose;

    private static bool WaitsForAuction(OrderNode node) => IsForAuction(node);

    private decimal AuctionOne(OrderNode node, decimal depth)
    {
        var listing = node.Leg.Listing;
        var step = listing.Listing.PriceStepAt(listing.Mid);
        var price = decimal.Round(listing.Mid / step, MidpointRounding.AwayFromZero) * step;
        var within = node.LimitPrice is not { } limit || (node.Side == Side.Buy ? price <= limit : price >= limit);
        var quantity = within ? Math.Min(depth, core.Funding.Affordable(node, price, Wanted(node, price))) : 0m;
        if (quantity > 0m)
        {
            TradeWithMaker(node, quantity, price, isMaker: false);
        }

        if (!node.IsFinal)
        {
            core.Lifecycle.Cancel(node);
        }

        return quantity;
    }

    private void MakerMeets(ListingState listing, RestingSide resting, MakerSide maker, bool isBid)
    {
        while (maker.HasAny && resting.FirstLive() is { } order)
        {
            if (isBid ? order.RestingPrice < maker.BestPrice : order.RestingPrice > maker.BestPrice)
            {
                return;
            }

            var quantity = Math.Min(maker.BestSize, core.Funding.Affordable(order, order.RestingPrice, order.Remaining));
            if (quantity <= 0m)
            {
                core.Lifecycle.Cancel(order, Funding.OutOfFunds);
                continue;
            }

            maker.Take(quantity);
            TradeWithMaker(order, quantity, order.RestingPrice, isMaker: true);
        }
    }

    private void Take(OrderNode node)
    {
        core.Prices.Refresh(node.Leg.Listing);
        if (MustFillWhole(node) && AvailableTo(node) < node.Remaining)
        {
            return;
        }

        var buys = node.Side == Side.Buy;
        var book = node.Leg.Listing.Book;
        var maker = buys ? book.MakerAsks : book.MakerBids;
        while (!node.IsFinal)
        {
            var other = (buys ? book.Asks : book.Bids).FirstLive(except: node.Account);
            var takesOther = other is not null && (!maker.HasAny || (buys ? other.RestingPrice <= maker.BestPrice : other.RestingPrice >= maker.BestPrice));
            if (!takesOther && !maker.HasAny)
            {
                return;
            }

            var price = takesOther ? other!.RestingPrice : maker.BestPrice;
            if (node.LimitPrice is { } limit && (buys ? price > limit : price < limit))
            {
                return;
            }

            if (!TakeOne(node, takesOther ? other : null, maker, price))
            {
                return;
            }
        }
    }

    private bool TakeOne(OrderNode node, OrderNode? other, MakerSide maker, decimal price)
    {
        var wanted = Math.Min(Wanted(node, price), other?.Remaining ?? maker.BestSize);
        var quantity = core.Funding.Affordable(node, price, wanted);
        if (quantity <= 0m)
        {
            core.Lifecycle.Cancel(node, node.Leg.Effect == PositionEffect.Close ? Funding.OutOfShares : Funding.OutOfFunds);
            return false;
        }

        if (other is null)
        {
            maker.Take(quantity);
            TradeWithMaker(node, quantity, price, isMaker: false);
            return true;
        }

        var theirs = core.Funding.Affordable(other, price, quantity);
        if (theirs <= 0m)
        {
            core.Lifecycle.Cancel(other, Funding.OutOfFunds);
            return true;
        }

        core.Booking.Trade(new Fill(node, 0, IsMaker: false), new Fill(other, 0, IsMaker: true), theirs, price);
        return true;
    }

    private void TradeWithMaker(OrderNode node, decimal quantity, decimal price, bool isMaker) =>
        core.Booking.Trade(new Fill(node, 0, isMaker), null, quantity, price);

    /// <summary>How much an order still wants at a price: what is left of its quantity, or what its cash buys.</summary>
    private decimal Wanted(OrderNode node, decimal price)
    {
        if (node.CashLeft is not { } cash)
        {
            return node.Remaining;
        }

        var listing = node.Leg.Listing.Listing;
        var units = decimal.Round(cash / (price * listing.Multiplier) / listing.QuantityStep, MidpointRounding.ToZero) * listing.QuantityStep;

        // At a worse price the same amount is more shares, perhaps more than there are.
        return node.Leg.Effect == PositionEffect.Close ? Math.Min(units, core.Funding.FreeShares(node.Account, node.Account.PositionIn(node.Leg.Listing))) : units;
    }

    private static bool MustFillWhole(OrderNode node) => node.Spec!.AllOrNone || node.Spec.TimeInForce.Kind == TimeInForceKind.FillOrKill;

    private static decimal AvailableTo(OrderNode node)
    {
        var (book, buys) = (node.Leg.Listing.Book, node.Side == Side.Buy);
        var maker = buys ? book.MakerAsks : book.MakerBids;
        return maker.UpTo(node.LimitPrice, asks: buys) + (buys ? book.Asks : book.Bids).UpTo(node.LimitPrice, node.Account);
    }

    /// <summary>What is left of an order rests in the book, waits, or ends.</summary>
    private void AfterTaking(OrderNode node)
    {
        if (node.IsFinal)
        {
            return;
        }

        if (node.Spec!.TimeInForce.Kind is TimeInForceKind.ImmediateOrCancel or TimeInForceKind.FillOrKill)
        {
            core.Lifecycle.Cancel(node);
            return;
        }

        if (node.Legs.Count == 1 && node.LimitPrice is not null && !node.Spec.AllOrNone && !node.IsInBook)
        {
            Rest(node);
            return;
        }

        Wait(node);
    }

    private static void Rest(OrderNode node)
    {
        Lifecycle.Withdraw(node);
        var listing = node.Leg.Listing;
        (node.Side == Side.Buy ? listing.Book.Bids : listing.Book.Asks).Add(node);
        node.IsInBook = true;
        Lifecycle.Watch(listing);
    }

    private static void Wait(OrderNode node)
    {
        if (node.IsWaiting || node.IsInBook || node.State == OrderState.Received)
        {
            return;
        }

        node.IsWaiting = true;
        foreach (var leg in node.Legs)
        {
            leg.Listing.Waiting.Add(node);
            Lifecycle.Watch(leg.Listing);
        }
    }
}
