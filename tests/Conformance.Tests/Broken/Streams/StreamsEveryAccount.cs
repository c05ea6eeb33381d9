using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Streams;

/// <inheritdoc/>
public sealed class StreamsEveryAccount : BrokenAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Subscribes to all orders of the login, whichever account was asked for: the user sees fills that are not in his account.";

    /// <inheritdoc/>
    public override IBrokerageConnection Break(IBrokerageConnection right) =>
        new BrokenConnection(right, streaming: streaming => new News(streaming));

    private sealed class News(IStreaming right) : DelegatingStreaming(right)
    {
        public override IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
            AccountId? account = null, DateTimeOffset? since = null, CancellationToken cancellationToken = default) =>
            Inner.OrdersAsync(account: null, since, cancellationToken);
    }
}
