using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class ReadsUnlistedStatesAsFilled : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Knows six states and takes any other for filled: an order that is held, suspended or expired counts as a position.";

    /// <inheritdoc/>
    protected override Order Read(Order order) => order.State.Value switch
    {
        OrderState.Received or OrderState.Working or OrderState.PartiallyFilled or OrderState.Filled
            or OrderState.Cancelled or OrderState.Rejected => order,
        _ => order with { State = order.State with { Value = OrderState.Filled } },
    };
}
