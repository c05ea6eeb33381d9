namespace Brokerage.Exchange;

/// <summary>Orders of several legs: whole combinations at a net price, all legs together or none.</summary>
internal sealed class Combinations(Core core)
{
    public void Try(OrderNode node)
    {
        foreach (var leg in node.Legs)
        {
            core.Prices.Refresh(leg.Listing);
        }

        var whole = node.Spec!.AllOrNone || node.Spec.TimeInForce.Kind == TimeInForceKind.FillOrKill;
        while (!node.IsFinal)
        {
            var count = Math.Min(node.Remaining, node.Legs.Min(OnOffer));
            count = decimal.Round(count, MidpointRounding.ToZero);
            if (count <= 0m || (whole && count < node.Remaining) || !IsWithin(node))
            {
                return;
            }

            var net = NetPrice(node);
            count = core.Funding.AffordableCombinations(node, net, count);
            if (count <= 0m)
            {
                core.Lifecycle.Cancel(node, Funding.OutOfFunds);
                return;
            }

            TakeAll(node, count);
        }
    }

    private void TakeAll(OrderNode node, decimal count)
    {
        var prices = node.Legs.Select(leg => SideOf(leg).BestPrice).ToArray();
        for (var i = 0; i < node.Legs.Count; i++)
        {
            SideOf(node.Legs[i]).Take(count * node.Legs[i].Leg.Ratio);
        }

        for (var i = 0; i < node.Legs.Count; i++)
        {
            core.Booking.Trade(new Fill(node, i, IsMaker: false), null, count * node.Legs[i].Leg.Ratio, prices[i]);
        }
    }

    private static decimal OnOffer(LegNode leg) => SideOf(leg) is { HasAny: true } side ? side.BestSize / leg.Leg.Ratio : 0m;

    private static bool IsWithin(OrderNode node) => node.LimitPrice is not { } limit || NetPrice(node) <= limit;

    private static decimal NetPrice(OrderNode node) => node.Legs.Sum(leg => leg.Sign * leg.Leg.Ratio * SideOf(leg).BestPrice);

    private static MakerSide SideOf(LegNode leg) => leg.Leg.Side == Side.Buy ? leg.Listing.Book.MakerAsks : leg.Listing.Book.MakerBids;
}
