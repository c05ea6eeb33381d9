namespace Brokerage.Conformance;

/// <summary>One movement in the broker's books.</summary>
/// <param name="Kind">A trade or a dividend.</param>
/// <param name="Instrument">What was traded.</param>
/// <param name="Quantity">Units as the holding moved; null where none did.</param>
/// <param name="Price">Per unit, in quote units.</param>
/// <param name="Net">Cash as it moved, fees taken off.</param>
/// <param name="Fees">What was paid, positive.</param>
/// <param name="Time">When (UTC).</param>
/// <param name="Order">The order that traded.</param>
public sealed record TrueMovement(
    TransactionKind Kind, Instrument? Instrument, decimal? Quantity, decimal? Price, decimal Net, decimal Fees, DateTimeOffset Time, OrderId? Order);
