using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>What accounts can afford, and what their open orders hold back.</summary>
internal sealed class Funding(Core core)
{
    public static Rejection OutOfFunds { get; } = new(RejectReason.InsufficientFunds, "The account cannot pay for the rest of the order.");

    public static Rejection OutOfShares { get; } = new(RejectReason.InsufficientShares, "The account does not hold the rest of the order.");

    public Figures FiguresOf(AccountState account)
    {
        var (cash, unsettled) = (0m, 0m);
        foreach (var (currency, amount) in account.Cash)
        {
            var rate = core.Rate(currency, account.Base);
            cash += amount * rate;
            unsettled += account.UnsettledIn(currency) * rate;
        }

        var (longs, shorts, unrealized) = (0m, 0m, 0m);
        foreach (var position in account.Positions)
        {
            if (position.Quantity == 0m)
            {
                continue;
            }

            core.Prices.Refresh(position.Listing);
            var rate = core.Rate(position.Listing.Listing.Currency, account.Base) * position.Listing.Listing.Multiplier;
            var value = position.Quantity * position.Listing.Price * rate;
            longs += Math.Max(0m, value);
            shorts += Math.Min(0m, value);
            unrealized += value - (position.Cost * rate);
        }

        var need = account.IsMargin ? NeedOf(account) : default;
        var cover = account.IsMargin ? 0m : CoverOf(account);
        return new Figures(cash, unsettled, longs, shorts, need.Initial, need.Maintenance, unrealized, cover);
    }

    /// <summary>What new orders can use, in terms of cash (cash accounts) or of excess equity (margin accounts), open orders not yet subtracted.</summary>
    public static decimal FreeOf(AccountState account, in Figures figures)
    {
        if (account.IsMargin)
        {
            return figures.Equity - figures.Initial;
        }

        return figures.Cash - figures.CashCover - (account.Opening.MaySpendUnsettled ? 0m : figures.Unsettled);
    }

    /// <summary>What is left for a new order, less what other open orders hold back.</summary>
    public decimal LeftFor(AccountState account, OrderNode? own) =>
        FreeOf(account, FiguresOf(account)) - account.Reserved + (own?.Root.ReservedCash ?? 0m);

    /// <summary>What one unit of an order takes from what is free, in the base currency.</summary>
    public decimal NeedPerUnit(AccountState account, IReadOnlyList<LegNode> legs, decimal quantity, IReadOnlyList<decimal> prices, decimal net)
    {
        var need = 0m;
        foreach (var leg in legs)
        {
            var rate = core.Rate(leg.Listing.Listing.Currency, account.Base);
            var fees = FeesFor(account, leg, quantity * leg.Leg.Ratio, prices[IndexOf(legs, leg)]);
            need += fees * rate;
        }

        foreach (var root in RootsOf(legs))
        {
            var rate = core.Rate(root.Listing.Currency, account.Base);
            need += (WorthOf(account, GroupOf(account, root)) - WorthOf(account, GroupAfter(account, root, legs, quantity, prices))) * rate;
        }

        need += net * quantity * legs[0].Listing.Listing.Multiplier * core.Rate(legs[0].Listing.Listing.Currency, account.Base);
        return need <= 0m ? 0m : need / quantity;
    }

    /// <summary>How much of a quantity an order can pay at a price. Margin accounts borrow, and sales need nothing.</summary>
    public decimal Affordable(OrderNode node, decimal price, decimal wanted)
    {
        if (wanted <= 0m || node.Account.IsMargin || node.Side != Side.Buy)
        {
            return wanted;
        }

        var listing = node.Leg.Listing.Listing;
        var rate = core.Rate(listing.Currency, node.Account.Base);
        var left = LeftFor(node.Account, node) / rate;
        var fees = FeesFor(node.Account, node.Leg, wanted, price);
        if (CurrencyMath.RoundUp(wanted * price * listing.Multiplier, listing.Currency) + fees <= left)
        {
            return wanted;
        }

        // Fees of what is affordable are at most those of all that was wanted.
        var quantity = decimal.Round((left - fees) / (price * listing.Multiplier) / listing.QuantityStep, MidpointRounding.ToZero) * listing.QuantityStep;
        while (quantity > 0m && CurrencyMath.RoundUp(quantity * price * listing.Multiplier, listing.Currency) + fees > left)
        {
            quantity -= listing.QuantityStep;
        }

        return Math.Max(0m, quantity);
    }

    public decimal AffordableCombinations(OrderNode node, decimal net, decimal wanted)
    {
        if (node.Account.IsMargin)
        {
            return wanted;
        }

        var prices = node.Legs.Select(leg => leg.Listing.Price).ToArray();
        var perUnit = NeedPerUnit(node.Account, node.Legs, wanted, prices, net);
        return perUnit <= 0m ? wanted : Math.Min(wanted, decimal.Floor(Math.Max(0m, LeftFor(node.Account, node)) / perUnit));
    }

    /// <summary>Recomputes what a plan holds back after one of its orders has changed.</summary>
    public void Reserve(OrderNode root)
    {
        foreach (var (position, quantity) in root.PromisedShares)
        {
            position.Promised -= quantity;
        }

        var promised = new List<(PositionState, decimal)>();
        var cash = Gather(root, promised);
        root.Account.Reserved += cash - root.ReservedCash;
        root.ReservedCash = cash;
        root.PromisedShares = promised;
        foreach (var (position, quantity) in promised)
        {
            position.Promised += quantity;
        }
    }

    /// <summary>What of a holding is neither promised to orders nor, in a cash account, the cover of short calls.</summary>
    public decimal FreeShares(AccountState account, PositionState position)
    {
        var free = position.Available;
        if (account.IsMargin || position.Quantity <= 0m)
        {
            return free;
        }

        foreach (var other in account.Positions)
        {
            if (other.Quantity < 0m && ReferenceEquals(other.Listing.Underlying, position.Listing) && other.Listing.Instrument is Instrument.Option { IsCall: true })
            {
                free += other.Quantity * other.Listing.Listing.Multiplier;
            }
        }

        return Math.Max(0m, free);
    }

    private static int IndexOf(IReadOnlyList<LegNode> legs, LegNode leg)
    {
        var index = 0;
        while (!ReferenceEquals(legs[index], leg))
        {
            index++;
        }

        return index;
    }

    private decimal FeesFor(AccountState account, LegNode leg, decimal quantity, decimal price)
    {
        if (ReferenceEquals(account.Commissions, NoCommission.Instance))
        {
            return 0m;
        }

        var all = account.Commissions.FeesFor(core.Booking.CommissionFor(leg, quantity, price));
        return all.Sum(fee => fee.Amount.Amount) - leg.Fees;
    }

    private static decimal Gather(OrderNode node, List<(PositionState Position, decimal Quantity)> promised)
    {
        if (node.IsFinal && node.Children.Count == 0)
        {
            return 0m;
        }

        if (node.IsContainer)
        {
            return GatherContainer(node, promised);
        }

        var need = 0m;
        if (!node.IsFinal && node.IsAcknowledged && node.State != OrderState.Held)
        {
            need = node.CashLeft is { } cash && node.Side == Side.Buy ? node.NeedPerUnit * cash : node.NeedPerUnit * node.Remaining;
            foreach (var leg in node.Legs)
            {
                if (leg.Effect == PositionEffect.Close)
                {
                    // An amount of cash promises no certain number; it sells what is free when it fills.
                    promised.Add((node.Account.PositionIn(leg.Listing), Math.Max(0m, node.Remaining) * leg.Leg.Ratio));
                }
            }
        }

        foreach (var child in node.Children)
        {
            need += Gather(child, promised);
        }

        return need;
    }

    /// <summary>Of the parts of a one-cancels-other only one can happen: the greatest need counts, per position too.</summary>
    private static decimal GatherContainer(OrderNode node, List<(PositionState Position, decimal Quantity)> promised)
    {
        var (need, most) = (0m, new Dictionary<PositionState, decimal>());
        foreach (var child in node.Children)
        {
            var own = new List<(PositionState Position, decimal Quantity)>();
            need = Math.Max(need, Gather(child, own));
            foreach (var group in own.GroupBy(one => one.Position))
            {
                most[group.Key] = Math.Max(most.GetValueOrDefault(group.Key), group.Sum(one => one.Quantity));
            }
        }

        promised.AddRange(most.Select(one => (one.Key, one.Value)));
        return need;
    }

    private MarginNeed NeedOf(AccountState account)
    {
        var need = default(MarginNeed);
        foreach (var group in account.Groups)
        {
            if (group.IsEmpty)
            {
                continue;
            }

            var rate = core.Rate(group.Root.Listing.Currency, account.Base);
            var own = group.Alone is { } alone ? RegT.OfSimple(At(alone.Listing, alone.Quantity)) : RegT.Of(PositionsOf(group));
            need += new MarginNeed(own.Initial * rate, own.Maintenance * rate);
        }

        return need;
    }

    private decimal CoverOf(AccountState account)
    {
        var cover = 0m;
        foreach (var group in account.Groups)
        {
            if (group.Alone is null && !group.IsEmpty)
            {
                cover += CashCover.Of(PositionsOf(group)) * core.Rate(group.Root.Listing.Currency, account.Base);
            }
        }

        return cover;
    }

    private static decimal WorthOf(AccountState account, List<MarginPosition> group)
    {
        if (!account.IsMargin)
        {
            return -CashCover.Of(group);
        }

        var worth = -RegT.Of(group).Initial;
        foreach (var position in group)
        {
            worth += position.Value;
        }

        return worth;
    }

    private static List<ListingState> RootsOf(IReadOnlyList<LegNode> legs)
    {
        var roots = new List<ListingState>(1);
        foreach (var leg in legs)
        {
            AddRoot(roots, leg.Listing);
        }

        return roots;
    }

    private static void AddRoot(List<ListingState> roots, ListingState listing)
    {
        var root = listing.Underlying ?? listing;
        if (!roots.Contains(root))
        {
            roots.Add(root);
        }
    }

    private List<MarginPosition> GroupOf(AccountState account, ListingState root) => account.GroupOf(root) is { } group ? PositionsOf(group) : [];

    private List<MarginPosition> PositionsOf(PositionGroup group)
    {
        var positions = new List<MarginPosition>(group.Positions.Count + 1);
        foreach (var position in group.Positions)
        {
            if (position.Quantity != 0m)
            {
                positions.Add(At(position.Listing, position.Quantity));
            }
        }

        return positions;
    }

    /// <summary>What adds to a position counts at the order's price, as the regulation has it; what closes one takes from it at the market's.</summary>
    private List<MarginPosition> GroupAfter(
        AccountState account, ListingState root, IReadOnlyList<LegNode> legs, decimal quantity, IReadOnlyList<decimal> prices)
    {
        var group = GroupOf(account, root);
        for (var i = 0; i < legs.Count; i++)
        {
            var leg = legs[i];
            if (!ReferenceEquals(leg.Listing.Underlying ?? leg.Listing, root))
            {
                continue;
            }

            var change = leg.Sign * quantity * leg.Leg.Ratio;
            var index = group.FindIndex(one => ReferenceEquals(one.Listing, leg.Listing.Listing));
            if (index < 0 || group[index].Quantity * change > 0m)
            {
                group.Add(At(leg.Listing, change) with { Price = prices[i] });
            }
            else
            {
                group[index] = group[index] with { Quantity = group[index].Quantity + change };
            }
        }

        return group;
    }

    private MarginPosition At(ListingState listing, decimal quantity)
    {
        core.Prices.Refresh(listing);
        return new MarginPosition(listing.Listing, quantity, listing.Price, listing.Underlying?.Price ?? 0m);
    }
}
