namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>A part of a holding that was bought, or sold short, at one time.</summary>
/// <param name="Acquired">When.</param>
/// <param name="Original">How much it was at first; negative is short.</param>
/// <param name="Left">How much is left of it.</param>
/// <param name="Price">What a unit cost.</param>
/// <param name="Order">The order that brought it; null for what was there from the start.</param>
internal sealed record Lot(DateTimeOffset Acquired, decimal Original, decimal Left, decimal Price, OrderId? Order);
