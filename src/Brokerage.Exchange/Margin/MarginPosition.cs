namespace Brokerage.Exchange;

/// <summary>A position as margin rules see it.</summary>
/// <param name="Listing">What.</param>
/// <param name="Quantity">How much, signed.</param>
/// <param name="Price">The price now.</param>
/// <param name="UnderlyingPrice">For options: the price of the underlying now.</param>
internal readonly record struct MarginPosition(Listing Listing, decimal Quantity, decimal Price, decimal UnderlyingPrice)
{
    public decimal Value => Quantity * Price * Listing.Multiplier;
}
