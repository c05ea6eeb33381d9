using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Connections;

/// <inheritdoc/>
public sealed class DeniesWhatItSends : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Denies orders that are immediate or cancel in its features, and sends them all the same: what the table says holds "
        + "nobody back.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) => new Line(right);

    private sealed class Line(IBrokerageConnection right) : BrokenConnection(right)
    {
        private static readonly Evidence Hearsay = new("a page that was read too quickly", new DateOnly(2026, 11, 20));

        public override BrokerFeatures Features => Inner.Features with
        {
            Orders = [.. Inner.Features.Orders.Where(rule => rule.Scope.TimeInForce != TimeInForceKind.ImmediateOrCancel),
                new FeatureRule(new OrderScope { TimeInForce = TimeInForceKind.ImmediateOrCancel }, Support.Unsupported, Hearsay)],
        };
    }
}
