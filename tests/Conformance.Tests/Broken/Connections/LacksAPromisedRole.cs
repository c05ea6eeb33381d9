using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Connections;

/// <inheritdoc/>
public sealed class LacksAPromisedRole : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Promises quotes and chains in its features, and has no market data: whoever asked the features meets a null.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) => new Line(right);

    private sealed class Line(IBrokerageConnection right) : BrokenConnection(right)
    {
        public override IMarketData? MarketData => null;
    }
}
