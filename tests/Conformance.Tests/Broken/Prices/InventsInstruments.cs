using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Prices;

/// <inheritdoc/>
public sealed class InventsInstruments : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Answers for a symbol that is not listed with an instrument that has no facts: a typing error looks like a share.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, marketData: marketData => new Prices(marketData));

    private sealed class Prices(IMarketData right) : DelegatingMarketData(right)
    {
        public override async Task<InstrumentInfo> GetInstrumentAsync(Instrument instrument, CancellationToken cancellationToken = default)
        {
            try
            {
                return await Inner.GetInstrumentAsync(instrument, cancellationToken);
            }
            catch (BrokerageException failure) when (failure.Code == BrokerageErrorCode.SymbolNotFound)
            {
                return new InstrumentInfo { Instrument = instrument };
            }
        }
    }
}
