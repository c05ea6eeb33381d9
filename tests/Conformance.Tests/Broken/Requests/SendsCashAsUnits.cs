using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class SendsCashAsUnits : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends an amount of money as a number of shares: an order for 50 dollars buys 50 shares.";

    /// <inheritdoc/>
    protected override OrderQuantity Send(OrderQuantity quantity) =>
        quantity is OrderQuantity.Cash cash ? new OrderQuantity.Units(cash.Value.Amount) : quantity;
}
