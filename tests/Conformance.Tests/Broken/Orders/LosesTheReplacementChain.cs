using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class LosesTheReplacementChain : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Does not tell which order replaced which: the replaced one looks ended, and its fills belong to nobody.";

    /// <inheritdoc/>
    protected override Order Read(Order order) => order with { Replaces = null, ReplacedBy = null };
}
