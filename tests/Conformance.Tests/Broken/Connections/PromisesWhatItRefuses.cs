using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Connections;

/// <inheritdoc/>
public sealed class PromisesWhatItRefuses : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Promises options beyond the regular session in its features, and refuses them when they are ordered: the user plans on "
        + "it.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) => new Line(right);

    private sealed class Line(IBrokerageConnection right) : BrokenConnection(right)
    {
        private static readonly Evidence Hearsay = new("a page that was read too quickly", new DateOnly(2026, 11, 20));

        public override BrokerFeatures Features => Inner.Features with
        {
            Orders = [.. Inner.Features.Orders, .. FeatureRules.Each(
                Support.Native, Hearsay, assets: [AssetClass.Option], shapes: [OrderShape.Single], prices: [PriceKind.Limit],
                times: [TimeInForceKind.Day], sessions: [Sessions.Extended], quantities: [QuantityKind.Whole])],
        };
    }
}
