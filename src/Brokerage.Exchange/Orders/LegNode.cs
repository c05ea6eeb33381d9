namespace Brokerage.Exchange;

/// <summary>A leg of an order at work.</summary>
internal sealed class LegNode(OrderLeg leg, ListingState listing)
{
    public OrderLeg Leg { get; } = leg;

    public ListingState Listing { get; } = listing;

    /// <summary>What the leg turned out to do, where the customer left it open.</summary>
    public PositionEffect Effect { get; set; } = leg.Effect;

    public decimal Filled { get; private set; }

    /// <summary>Σ quantity × price of the fills.</summary>
    public decimal Paid { get; private set; }

    public decimal MakerPaid { get; private set; }

    public decimal Fees { get; private set; }

    public Dictionary<string, decimal> FeesByKind { get; } = new(StringComparer.Ordinal);

    public decimal Sign => Leg.Side == Side.Buy ? 1m : -1m;

    public decimal? AveragePrice => Filled == 0m ? null : Paid / Filled;

    public void Fill(decimal quantity, decimal price, bool isMaker)
    {
        Filled += quantity;
        Paid += quantity * price;
        MakerPaid += isMaker ? quantity * price : 0m;
    }

    public void AddFees(IReadOnlyList<Fee> all)
    {
        Fees = 0m;
        FeesByKind.Clear();
        foreach (var fee in all)
        {
            FeesByKind[fee.Kind] = FeesByKind.GetValueOrDefault(fee.Kind) + fee.Amount.Amount;
            Fees += fee.Amount.Amount;
        }
    }

    /// <summary>Takes back what an execution booked.</summary>
    public void Unfill(decimal quantity, decimal price, bool isMaker)
    {
        Filled -= quantity;
        Paid -= quantity * price;
        MakerPaid -= isMaker ? quantity * price : 0m;
    }
}
