using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Prices;

/// <inheritdoc/>
public sealed class ReadsPutsAsCalls : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads the rights of options the wrong way round: the chain shows puts as calls, and so do holdings and orders.";

    /// <inheritdoc/>
    protected internal override Instrument Read(Instrument instrument) =>
        instrument is Instrument.Option option ? option with { IsCall = !option.IsCall } : instrument;
}
