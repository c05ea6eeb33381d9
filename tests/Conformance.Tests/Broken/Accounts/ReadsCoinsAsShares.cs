using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Accounts;

/// <inheritdoc/>
public sealed class ReadsCoinsAsShares : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads a holding of BTCUSD as a share of that name: it is not merged with the same coin elsewhere, and cannot be sold.";

    /// <inheritdoc/>
    protected internal override Position Read(Position position) => position.Instrument is Instrument.Crypto coin
        ? position with { Instrument = new Instrument.Equity(coin.Base + coin.Quote) }
        : position;
}
