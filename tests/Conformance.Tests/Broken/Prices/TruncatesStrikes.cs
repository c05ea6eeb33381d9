using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Prices;

/// <inheritdoc/>
public sealed class TruncatesStrikes : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads strikes as whole numbers: 97.50 and 97 are one contract, and the wrong one is bought.";

    /// <inheritdoc/>
    protected internal override Instrument Read(Instrument instrument) =>
        instrument is Instrument.Option option ? option with { Strike = decimal.Truncate(option.Strike) } : instrument;
}
