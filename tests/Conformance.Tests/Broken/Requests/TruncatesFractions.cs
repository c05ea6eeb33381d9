using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class TruncatesFractions : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends the quantity as a whole number: 2.75 shares become 2, and 0.5 become an order for nothing.";

    /// <inheritdoc/>
    protected override OrderQuantity Send(OrderQuantity quantity) =>
        quantity is OrderQuantity.Units units ? new OrderQuantity.Units(decimal.Truncate(units.Value)) : quantity;
}
