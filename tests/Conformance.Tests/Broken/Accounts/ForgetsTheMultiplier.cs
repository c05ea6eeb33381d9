using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Accounts;

/// <inheritdoc/>
public sealed class ForgetsTheMultiplier : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Values an option contract as one share: a position of 10,000 dollars shows as 100.";

    /// <inheritdoc/>
    protected internal override Position Read(Position position) => position.Instrument is Instrument.Option
        ? position with { Multiplier = 1m, MarketValue = position.Quantity * position.Price }
        : position;
}
