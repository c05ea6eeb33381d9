using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class FindsLookAlikes : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Takes any open order in the same instrument for the lost one: the user manages an order that is not his wish.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default)
        {
            var sighting = await Inner.FindAsync(order, cancellationToken);
            if (sighting is not Sighting.NotSeen || order.Intent is not OrderIntent.New { Plan: OrderPlan.Single { Spec.Legs: [var leg, ..] } })
                return sighting;
            var open = await Inner.GetOpenOrdersAsync(order.Intent.Account.Account, cancellationToken);
            var alike = open.Items.FirstOrDefault(one => one.Legs.Any(other => other.Leg.Instrument == leg.Instrument && other.Leg.Side == leg.Side));
            return alike is null ? sighting : new Sighting.Found([alike]);
        }
    }
}
