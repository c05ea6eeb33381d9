namespace Brokerage.Conformance;

/// <summary>One filling of an order in the broker's books.</summary>
/// <param name="Quantity">Units, positive.</param>
/// <param name="Price">Per unit, in quote units.</param>
/// <param name="Time">When (UTC).</param>
public sealed record TrueFill(decimal Quantity, decimal Price, DateTimeOffset Time);
