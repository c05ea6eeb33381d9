namespace Brokerage.Exchange;

/// <summary>A holding with its cost. Quantity and cost are signed; a short position has a negative cost: what it brought.</summary>
internal sealed class PositionState(ListingState listing)
{
    // Divisions leave 28 digits; costs are kept to ten decimals so that they stay addable.
    private const int CostDecimals = 10;

    public ListingState Listing { get; } = listing;

    public decimal Quantity { get; private set; }

    /// <summary>Σ quantity × price of what is open, without the multiplier.</summary>
    public decimal Cost { get; private set; }

    public decimal Realized { get; private set; }

    /// <summary>What open orders that close this position have promised.</summary>
    public decimal Promised { get; set; }

    public decimal DayStartQuantity { get; private set; }

    public decimal DayFlow { get; private set; }

    public decimal AverageCost => Quantity == 0m ? 0m : Cost / Quantity;

    public decimal Available => Math.Max(0m, Math.Abs(Quantity) - Promised);

    /// <summary>Adds a signed quantity at a price. What crosses zero closes first and opens with the rest.</summary>
    public void Add(decimal quantity, decimal price)
    {
        DayFlow += quantity * price;
        var closing = Quantity * quantity < 0m ? (Math.Abs(quantity) <= Math.Abs(Quantity) ? quantity : -Quantity) : 0m;
        if (closing != 0m)
        {
            Close(closing, price);
        }

        var opening = quantity - closing;
        Quantity += opening;
        Cost += opening * price;
    }

    public void StartDay() => (DayStartQuantity, DayFlow) = (Quantity, 0m);

    /// <summary>A holding brought in from outside counts as held since yesterday.</summary>
    public void BringIn(decimal quantity, decimal price)
    {
        Quantity += quantity;
        Cost += quantity * price;
        DayStartQuantity += quantity;
    }

    /// <summary>So many units for each that were so many before; what they have cost stays.</summary>
    public void Split(int now, int before) => (Quantity, DayStartQuantity) = (Quantity * now / before, DayStartQuantity * now / before);

    private void Close(decimal quantity, decimal price)
    {
        var cost = quantity == -Quantity ? -Cost : decimal.Round(quantity * AverageCost, CostDecimals);
        Realized += cost - (quantity * price);
        Quantity += quantity;
        Cost += cost;
    }
}
