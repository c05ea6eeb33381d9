namespace Brokerage;

/// <summary>One leg of an order.</summary>
/// <param name="Instrument">What is traded.</param>
/// <param name="Side">Buy or sell.</param>
/// <param name="Effect">Open or close; needed for options and short sales.</param>
/// <param name="Ratio">Units of this leg in one combination: positive, the ratios of all legs reduced. 1 for a single leg.</param>
public sealed record OrderLeg(Instrument Instrument, Side Side, PositionEffect Effect = PositionEffect.Unspecified, int Ratio = 1);
