using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Requests;

/// <inheritdoc/>
public sealed class ReplaceForgetsTheQuantity : MissendingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends only the price of a change that names price and quantity: more is bought than the user still wants.";

    /// <inheritdoc/>
    protected override OrderChange Send(OrderChange change) =>
        change.Price is null ? change : base.Send(change) with { TotalQuantity = null };
}
