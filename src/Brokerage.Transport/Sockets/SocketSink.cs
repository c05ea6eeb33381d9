namespace Brokerage.Transport;

/// <summary>Where a protocol puts what it read.</summary>
public sealed class SocketSink
{
    private readonly QuoteHub _quotes;
    private readonly OrderHub _orders;

    internal SocketSink(QuoteHub quotes, OrderHub orders) => (_quotes, _orders) = (quotes, orders);

    /// <summary>
    /// A price. The tick's instrument is filled in from the subscription. What is older than what was told before is dropped, quotes and
    /// trades apart. Costs no object.
    /// </summary>
    /// <returns>False when nobody wants the symbol.</returns>
    public bool Quote(ReadOnlySpan<byte> symbol, in QuoteTick tick) => _quotes.Publish(symbol, tick);

    /// <summary>A change of an order. Waits while a reader is slow: an order is never dropped.</summary>
    public ValueTask OrderAsync(OrderUpdate update, CancellationToken cancellationToken = default) => _orders.PublishAsync(update, cancellationToken);
}
