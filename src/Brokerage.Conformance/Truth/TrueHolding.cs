namespace Brokerage.Conformance;

/// <summary>One holding in the broker's books.</summary>
/// <param name="Instrument">What is held.</param>
/// <param name="Quantity">Units, negative when short.</param>
/// <param name="AverageCost">Per unit, in quote units, without the multiplier.</param>
/// <param name="Price">The price by which the broker values it, in quote units.</param>
/// <param name="Multiplier">Units of the underlying per contract; 1 for shares and coins.</param>
/// <param name="Available">What no working order is about to close, with the sign of the quantity.</param>
public sealed record TrueHolding(Instrument Instrument, decimal Quantity, decimal AverageCost, decimal Price, decimal Multiplier, decimal Available);
