namespace Brokerage.Exchange;

/// <summary>A holding that an account has from the start.</summary>
/// <param name="Instrument">What.</param>
/// <param name="Quantity">How much; negative for a short position (margin accounts only).</param>
/// <param name="AverageCost">What a unit cost.</param>
public sealed record OpeningHolding(Instrument Instrument, decimal Quantity, decimal AverageCost);
