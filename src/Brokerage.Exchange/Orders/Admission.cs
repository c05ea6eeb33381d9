namespace Brokerage.Exchange;

/// <summary>Whether an account may place an order, and whether it can pay for it.</summary>
internal sealed class Admission
{
    private readonly Core _core;

    public Admission(Core core)
    {
        _core = core;
        Terms = new TermsCheck(core);
    }

    public TermsCheck Terms { get; }

    /// <summary>What can be said before any order exists.</summary>
    public Rejection? Check(AccountState account, OrderTicket ticket)
    {
        if (account.Status is not AccountStatus.Active and not AccountStatus.ClosingOnly)
        {
            return new Rejection(RejectReason.AccountRestricted, "The account may not trade.");
        }

        if (account.Opening.UniqueClientIds && HasUsedId(account, ticket))
        {
            return new Rejection(RejectReason.DuplicateClientId, "The client id was used before.", "client id");
        }

        return Terms.Plan(ticket.Plan);
    }

    /// <summary>Whether the orders of a plan that become active at once are in order. Orders that wait for others are judged when their time comes.</summary>
    public Rejection? Judge(OrderNode node)
    {
        if (!node.IsContainer)
        {
            return Order(node, own: null);
        }

        foreach (var child in node.Children)
        {
            if (Judge(child) is { } wrong)
            {
                return wrong;
            }
        }

        return null;
    }

    /// <summary>One order; what the plan of <paramref name="own"/> holds back counts as free for it.</summary>
    public Rejection? Order(OrderNode node, OrderNode? own)
    {
        return Market(node) ?? Permission(node) ?? Effects(node, own) ?? Trigger(node) ?? Funds(node, own);
    }

    private static bool HasUsedId(AccountState account, OrderTicket ticket)
    {
        var all = ticket.PartClientIds.Append(ticket.ClientId).Where(id => id is not null).Distinct(StringComparer.Ordinal).ToList();
        return all.Exists(id => account.ByClientId.ContainsKey(id!));
    }

    private static Rejection? Market(OrderNode node)
    {
        var spec = node.Spec!;
        var instant = spec.TimeInForce.Kind is TimeInForceKind.ImmediateOrCancel or TimeInForceKind.FillOrKill;
        if ((instant || node.Account.Opening.RejectsWhenClosed) && !Lifecycle.ReachesItsSession(node))
        {
            return new Rejection(RejectReason.MarketClosed, "The market is closed.");
        }

        return instant && node.Legs.Any(leg => leg.Listing.IsHalted) ? new Rejection(RejectReason.Halted, "Trading is halted.") : null;
    }

    private static Rejection? Permission(OrderNode node)
    {
        if (node.Legs.All(leg => leg.Leg.Instrument is not Instrument.Option))
        {
            return null;
        }

        return node.Account.Opening.OptionLevel < LevelOf(node)
            ? new Rejection(RejectReason.AccountRestricted, "The account is not approved for this kind of option order.")
            : null;
    }

    /// <summary>1 covered, 2 long, 3 spreads. What is uncovered is told by <see cref="Effects"/>, since it depends on the holdings.</summary>
    private static int LevelOf(OrderNode node)
    {
        var options = node.Legs.Count(leg => leg.Leg.Instrument is Instrument.Option);
        return options > 1 ? 3 : node.Legs.Any(leg => leg.Leg is { Instrument: Instrument.Option, Side: Side.Buy }) ? 2 : 1;
    }

    /// <summary>What each leg does to the holdings, and whether they allow it.</summary>
    private Rejection? Effects(OrderNode node, OrderNode? own)
    {
        foreach (var leg in node.Legs)
        {
            var quantity = (node.Quantity ?? EstimatedUnits(node)) * leg.Leg.Ratio;
            if ((leg.Leg.Side == Side.Buy ? Buying(node, leg, quantity, own) : Selling(node, leg, quantity, own)) is { } wrong)
            {
                return wrong;
            }

            if (leg.Effect == PositionEffect.Open && node.Account.Status == AccountStatus.ClosingOnly)
            {
                return new Rejection(RejectReason.AccountRestricted, "The account may only close positions.");
            }
        }

        return null;
    }

    private Rejection? Buying(OrderNode node, LegNode leg, decimal quantity, OrderNode? own)
    {
        var position = node.Account.Find(leg.Listing.Instrument);
        var isShort = position is { Quantity: < 0m };
        leg.Effect = leg.Leg.Effect == PositionEffect.Unspecified ? (isShort ? PositionEffect.Close : PositionEffect.Open) : leg.Leg.Effect;
        if (leg.Effect == PositionEffect.Open)
        {
            return isShort ? new Rejection(RejectReason.InvalidTerms, "A short position is there: buy to cover it first.", "effect") : null;
        }

        return isShort && Free(node.Account, position!, own) >= quantity
            ? null
            : new Rejection(RejectReason.InsufficientShares, "There is no such short position to cover.", "quantity");
    }

    private Rejection? Selling(OrderNode node, LegNode leg, decimal quantity, OrderNode? own)
    {
        var position = node.Account.Find(leg.Listing.Instrument);
        var isLong = position is { Quantity: > 0m };
        var isOption = leg.Listing.Instrument is Instrument.Option;
        var opens = leg.Leg.Effect == PositionEffect.Open || (leg.Leg.Effect == PositionEffect.Unspecified && !isLong);
        leg.Effect = opens ? PositionEffect.Open : PositionEffect.Close;
        if (!opens)
        {
            return isLong && Free(node.Account, position!, own) >= quantity
                ? null
                : new Rejection(RejectReason.InsufficientShares, "The account does not hold that much, or has promised it to other orders.", "quantity");
        }

        if (isOption)
        {
            return Writing(node, leg, quantity);
        }

        // Coins are held and never sold short, so who does not hold them lacks them, in any account.
        if (leg.Leg.Effect == PositionEffect.Unspecified && (!node.Account.IsMargin || leg.Listing.Instrument is Instrument.Crypto))
        {
            return new Rejection(RejectReason.InsufficientShares, "The account does not hold this.", "quantity");
        }

        var mayShort = node.Account.IsMargin && node.Account.Opening.MayShort && leg.Listing.Listing.Shortable && !isLong;
        return mayShort ? null : new Rejection(RejectReason.NotShortable, $"{leg.Listing.Instrument} cannot be sold short in this account.", "side");
    }

    /// <summary>Selling options to open. Puts are secured by money, calls must be covered unless the account may go without (level 4, margin).</summary>
    private Rejection? Writing(OrderNode node, LegNode leg, decimal quantity)
    {
        var option = (Instrument.Option)leg.Leg.Instrument;
        if (!option.IsCall || (node.Account.Opening.OptionLevel >= 4 && node.Account.IsMargin) || IsCoveredByLeg(node, leg, option))
        {
            return null;
        }

        var bought = node.Legs.Where(other => other.Leg.Side == Side.Buy && ReferenceEquals(other.Listing, leg.Listing.Underlying))
            .Sum(other => (node.Quantity ?? 0m) * other.Leg.Ratio);
        var held = node.Account.Find(leg.Listing.Underlying!.Instrument) is { Quantity: > 0m } stock ? CoverIn(node.Account, stock) : 0m;
        return held + bought >= quantity * leg.Listing.Listing.Multiplier
            ? null
            : new Rejection(RejectReason.AccountRestricted, "The account is not approved for uncovered calls.");
    }

    private static bool IsCoveredByLeg(OrderNode node, LegNode leg, Instrument.Option option) =>
        node.Legs.Any(other => other.Leg is { Side: Side.Buy, Instrument: Instrument.Option { IsCall: true } cover }
            && cover.Expires >= option.Expires && other.Leg.Ratio >= leg.Leg.Ratio);

    /// <summary>The shares that no other short call needs, held or ordered.</summary>
    private decimal CoverIn(AccountState account, PositionState stock)
    {
        var needed = account.Positions.Where(one => one.Quantity < 0m && IsCallOn(one.Listing, stock.Listing))
            .Sum(one => -one.Quantity * one.Listing.Listing.Multiplier);
        var ordered = account.OpenOrders.Where(one => one.IsAcknowledged && one.State != OrderState.Held)
            .SelectMany(one => one.Legs.Where(leg => leg.Leg.Side == Side.Sell && leg.Effect == PositionEffect.Open && IsCallOn(leg.Listing, stock.Listing))
                .Select(leg => one.Remaining * leg.Leg.Ratio * leg.Listing.Listing.Multiplier))
            .Sum();
        return Math.Max(0m, stock.Available - needed - ordered);
    }

    private static bool IsCallOn(ListingState listing, ListingState stock) =>
        ReferenceEquals(listing.Underlying, stock) && listing.Instrument is Instrument.Option { IsCall: true };

    private decimal Free(AccountState account, PositionState position, OrderNode? own)
    {
        var given = own?.Root.PromisedShares.Where(one => ReferenceEquals(one.Position, position)).Sum(one => one.Quantity) ?? 0m;
        return (position.Quantity > 0m ? _core.Funding.FreeShares(account, position) : position.Available) + given;
    }

    private Rejection? Trigger(OrderNode node)
    {
        if (!node.IsStop || node.Spec!.Price is PriceTerms.Trailing || node.State == OrderState.Held || Triggers.Reference(node) is not { } price)
        {
            return null;
        }

        _core.Prices.Refresh(node.Leg.Listing);
        var stop = node.Spec.Price is PriceTerms.Stop plain ? plain.Trigger : ((PriceTerms.StopLimit)node.Spec.Price).Trigger;
        var isWrong = node.Side == Side.Buy ? stop <= price : stop >= price;
        return isWrong
            ? new Rejection(RejectReason.StopWouldTrigger, "A buy stop stands above the market, a sell stop below it.", "stop price")
            : null;
    }

    private Rejection? Funds(OrderNode node, OrderNode? own)
    {
        var (prices, net) = ReferencePrices(node);
        var quantity = node.Quantity ?? EstimatedUnits(node);
        var perUnit = _core.Funding.NeedPerUnit(node.Account, node.Legs, quantity, prices, net);
        node.NeedPerUnit = node.CashLeft is { } cash ? perUnit * quantity / cash : perUnit;
        var need = perUnit * (quantity - node.Filled);
        if (need <= 0m)
        {
            return null;
        }

        var left = _core.Funding.LeftFor(node.Account, own);
        if (need <= left)
        {
            return null;
        }

        var unsettled = !node.Account.Opening.MaySpendUnsettled && need <= left + _core.Funding.FiguresOf(node.Account).Unsettled;
        return unsettled
            ? new Rejection(RejectReason.UnsettledFunds, "The cash for it is not settled yet.", "quantity")
            : new Rejection(RejectReason.InsufficientFunds, $"The order needs {need:0.00}, and {Math.Max(0m, left):0.00} is free.", "quantity");
    }

    /// <summary>At which prices an order is reckoned: its own limit or stop, else the market with what stands in the book.</summary>
    private (IReadOnlyList<decimal> Prices, decimal Net) ReferencePrices(OrderNode node)
    {
        var prices = new decimal[node.Legs.Count];
        for (var i = 0; i < prices.Length; i++)
        {
            prices[i] = MarketPrice(node, node.Legs[i]);
        }

        if (node.Legs.Count == 1)
        {
            var price = node.Spec!.Price switch
            {
                PriceTerms.Limit limit => node.Side == Side.Buy ? limit.Price : Math.Max(limit.Price, prices[0]),
                PriceTerms.StopLimit stop => stop.Price,
                PriceTerms.Stop stop => stop.Trigger,
                _ => prices[0],
            };
            prices[0] = price;
            return (prices, node.Leg.Sign * price);
        }

        var market = 0m;
        for (var i = 0; i < prices.Length; i++)
        {
            market += node.Legs[i].Sign * node.Legs[i].Leg.Ratio * prices[i];
        }

        return (prices, node.Spec!.Price is PriceTerms.Limit net ? net.Price : market);
    }

    private decimal MarketPrice(OrderNode node, LegNode leg)
    {
        _core.Prices.Refresh(leg.Listing);
        var (book, buys) = (leg.Listing.Book, leg.Leg.Side == Side.Buy);
        var side = buys ? book.MakerAsks : book.MakerBids;
        var wanted = (node.Quantity ?? 0m) * leg.Leg.Ratio;
        if (node.Legs.Count > 1 || wanted == 0m || !side.HasAny)
        {
            return side.HasAny ? side.BestPrice : leg.Listing.Price;
        }

        // What the book does not hold is reckoned at the worst price that it does.
        var (filled, cost, worst) = side.Sweep(wanted);
        return (cost + ((wanted - filled) * worst)) / wanted;
    }

    private decimal EstimatedUnits(OrderNode node)
    {
        var listing = node.Leg.Listing.Listing;
        var price = MarketPrice(node, node.Leg);
        var units = decimal.Round((node.CashLeft ?? 0m) / (price * listing.Multiplier) / listing.QuantityStep, MidpointRounding.ToZero);
        return Math.Max(1m, units) * listing.QuantityStep;
    }
}
