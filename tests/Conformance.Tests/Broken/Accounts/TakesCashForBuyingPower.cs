using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Accounts;

/// <inheritdoc/>
public sealed class TakesCashForBuyingPower : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads the buying power from the field for cash: orders that the broker would take are refused, or the reverse.";

    /// <inheritdoc/>
    protected internal override Balance Read(Balance balance) => balance with { BuyingPower = balance.Cash };
}
