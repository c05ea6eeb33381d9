using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Prices;

/// <inheritdoc/>
public sealed class StampsBarsAtTheirEnd : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Stamps a bar with its end instead of its start: whoever tests a strategy on them sees one bar of the future.";

    /// <inheritdoc/>
    protected internal override Bar Read(Bar bar, TimeSpan size) => bar with { Start = bar.Start + size };
}
