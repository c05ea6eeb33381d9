using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Accounts;

/// <inheritdoc/>
public sealed class LosesTheSignOfShorts : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads the size of a short position without its side: what is owed looks owned, and covering it doubles it.";

    /// <inheritdoc/>
    protected internal override Position Read(Position position) => position with
    {
        Quantity = Math.Abs(position.Quantity),
        Available = position.Available is { } available ? Math.Abs(available) : null,
        MarketValue = position.MarketValue is { } value ? Math.Abs(value) : null,
    };
}
