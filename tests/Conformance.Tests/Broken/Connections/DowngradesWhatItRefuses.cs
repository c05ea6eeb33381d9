using System.Collections.Concurrent;
using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Connections;

/// <inheritdoc/>
public sealed class DowngradesWhatItRefuses : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Sends an order that the broker has no words for as a day order of the regular session: the user gets another order than "
        + "his.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        private readonly ConcurrentDictionary<ClientOrderId, OrderIntent> _bent = new();

        public override async Task<PreparedOrder> PrepareAsync(
            OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
        {
            try
            {
                return await Inner.PrepareAsync(intent, withPreview, cancellationToken);
            }
            catch (BrokerageException failure) when (failure.Code == BrokerageErrorCode.FeatureNotSupported
                && intent is OrderIntent.New { Plan: OrderPlan.Single { Spec: var spec } })
            {
                var plain = new OrderPlan.Single(spec with { TimeInForce = TimeInForce.Day, Sessions = Sessions.Regular, AllOrNone = false });
                var bent = ((OrderIntent.New)intent) with { Plan = plain };
                var prepared = await Inner.PrepareAsync(bent, withPreview, cancellationToken);
                _bent[intent.ClientOrderId] = bent;
                return prepared with { Intent = intent };
            }
        }

        public override Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
            Inner.SubmitAsync(_bent.TryGetValue(order.Intent.ClientOrderId, out var bent) ? order with { Intent = bent } : order, cancellationToken);
    }
}
