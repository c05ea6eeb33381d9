namespace Brokerage;

/// <summary>What to change of an order; null leaves it as it is.</summary>
/// <param name="TotalQuantity">The new total, including what is already filled. Positive.</param>
/// <param name="Price">The new price terms.</param>
/// <param name="TimeInForce">The new time in force.</param>
public sealed record OrderChange(decimal? TotalQuantity = null, PriceTerms? Price = null, TimeInForce? TimeInForce = null);
