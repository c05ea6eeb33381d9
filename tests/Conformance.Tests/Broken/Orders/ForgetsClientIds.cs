using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class ForgetsClientIds : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Does not read the client order id back, though the broker returns it: nobody knows which wish an order belongs to.";

    /// <inheritdoc/>
    protected override Order Read(Order order) => order with { ClientOrderId = null, WireId = null };
}
