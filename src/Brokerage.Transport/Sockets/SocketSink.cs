namespace Brokerage.Transport;

/// <summary>Where a protocol puts what it read.</summary>
public sealed class SocketSink
{
    private readonly QuoteHub _quotes;
    private readonly OrderHub _orders;
    private readonly Action<IReadOnlyCollection<string>, BrokerageException> _refused;

    internal SocketSink(QuoteHub quotes, OrderHub orders, Action<IReadOnlyCollection<string>, BrokerageException> refused) =>
        (_quotes, _orders, _refused) = (quotes, orders, refused);

    /// <summary>
    /// A price. The tick's instrument is filled in from the subscription. What is older than what was told before is dropped, quotes and
    /// trades apart. Costs no object.
    /// </summary>
    /// <returns>False when nobody wants the symbol.</returns>
    public bool Quote(ReadOnlySpan<byte> symbol, in QuoteTick tick) => _quotes.Publish(symbol, tick);

    /// <summary>
    /// The broker does not carry these symbols, which were asked for together, while the line and everything else on it stand. Of several nobody knows
    /// which it was: each half is asked for anew, as <see cref="SocketSubscription.Added"/>. Whoever wants a symbol that is refused by itself is ended.
    /// </summary>
    public void Refuse(IReadOnlyCollection<string> symbols, BrokerageException why)
    {
        ArgumentNullException.ThrowIfNull(symbols);
        ArgumentNullException.ThrowIfNull(why);
        if (symbols.Count > 0) _refused(symbols, why);
    }

    /// <summary>A change of an order. Waits while a reader is slow: an order is never dropped.</summary>
    public ValueTask OrderAsync(OrderUpdate update, CancellationToken cancellationToken = default) => _orders.PublishAsync(update, cancellationToken);
}
