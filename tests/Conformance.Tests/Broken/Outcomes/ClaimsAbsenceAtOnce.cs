using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class ClaimsAbsenceAtOnce : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Names no delay after which an order shows, at a broker that shows them late: an order that is there is called absent and sent again.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
            await Inner.FindAsync(order, cancellationToken) switch
            {
                Sighting.NotSeen => new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: true),
                var sighting => sighting,
            };
    }
}
