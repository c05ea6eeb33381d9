using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Prices;

/// <inheritdoc/>
public sealed class SpellsClassSharesItsOwnWay : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Leaves BRK-B as the broker spells it: the holding is not merged with BRK.B elsewhere, and its price is not found.";

    /// <inheritdoc/>
    protected internal override Instrument Read(Instrument instrument) => instrument is Instrument.Equity { Symbol: var symbol } share
        && symbol.Contains('.', StringComparison.Ordinal)
            ? share with { Symbol = symbol.Replace('.', '-') }
            : instrument;
}
