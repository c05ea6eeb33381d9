using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class ReadsWhatRemainsAsTheQuantity : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Shows what is left to fill as the quantity of the order: a half filled order looks complete at its half.";

    /// <inheritdoc/>
    protected override Order Read(Order order) => order.Quantity is OrderQuantity.Units units
        ? order with { Quantity = new OrderQuantity.Units(units.Value - order.Filled) }
        : order;
}
