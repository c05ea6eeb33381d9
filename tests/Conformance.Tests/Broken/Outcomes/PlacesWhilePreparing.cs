using System.Collections.Concurrent;
using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Outcomes;

/// <inheritdoc/>
public sealed class PlacesWhilePreparing : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Places the order when it is asked for a preview, and only hands out the answer on submit: looking at the costs buys.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, trading: trading => new Desk(trading));

    private sealed class Desk(ITrading right) : DelegatingTrading(right)
    {
        private readonly ConcurrentDictionary<ClientOrderId, SubmitResult> _answers = new();

        public override async Task<PreparedOrder> PrepareAsync(
            OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default)
        {
            var prepared = await Inner.PrepareAsync(intent, withPreview, cancellationToken);
            if (withPreview)
                _answers[intent.ClientOrderId] = await Inner.SubmitAsync(prepared, cancellationToken);
            return prepared;
        }

        public override async Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
            _answers.TryRemove(order.Intent.ClientOrderId, out var answer) ? answer : await Inner.SubmitAsync(order, cancellationToken);
    }
}
