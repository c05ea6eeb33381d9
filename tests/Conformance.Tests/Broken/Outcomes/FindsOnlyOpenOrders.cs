using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class FindsOnlyOpenOrders : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Looks for a lost order among the open ones alone, and calls its absence proven: one that filled at once is sent again.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        public override async Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
            await Inner.FindAsync(order, cancellationToken) switch
            {
                Sighting.Found found when found.Orders.All(one => one.IsFinal) => new Sighting.NotSeen(TimeSpan.Zero, ProvesAbsence: true),
                var sighting => sighting,
            };
    }
}
