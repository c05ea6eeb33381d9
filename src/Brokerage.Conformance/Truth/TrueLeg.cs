namespace Brokerage.Conformance;

/// <summary>One leg of an order in the broker's books.</summary>
/// <param name="Instrument">What is traded.</param>
/// <param name="Side">Bought or sold.</param>
/// <param name="Effect">Whether it opens or closes, as the broker has it; unspecified where the books do not keep it.</param>
/// <param name="Ratio">Units per unit of the order.</param>
/// <param name="Filled">Units filled.</param>
/// <param name="AveragePrice">Average price of what was filled, in quote units; null before the first fill.</param>
public sealed record TrueLeg(Instrument Instrument, Side Side, PositionEffect Effect, int Ratio, decimal Filled, decimal? AveragePrice);
