using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Accounts;

/// <inheritdoc/>
public sealed class CountsCostPerContract : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Takes over a broker's average cost with the multiplier in it: every option seems to have lost 99 % of its value.";

    /// <inheritdoc/>
    protected internal override Position Read(Position position) => position.Instrument is Instrument.Option
        ? position with { AverageCost = position.AverageCost * position.Multiplier }
        : position;
}
