namespace Brokerage;

/// <summary>
/// Streams. All enumerations of a connection share its sockets. Breaks are signals inside the stream; an enumeration throws only when a
/// person is needed, and its end is the end of the subscription. Thread-safe.
/// </summary>
public interface IStreaming
{
    /// <summary>
    /// Prices as they change. A slow reader gets the newest of each instrument. Begins with Connecting where the line has yet to be made, and
    /// with Live where it is there. Where a broker has a line of its own for each kind of instrument they are told as one: Connecting or Gap when
    /// any of them breaks or has missed something, Live when all of them are.
    /// </summary>
    /// <exception cref="BrokerageException">A person is needed: the login ended, the data is not entitled.</exception>
    IAsyncEnumerable<StreamItem<QuoteTick>> QuotesAsync(
        IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default);

    /// <summary>
    /// Orders as they change: first what happened since a time, then Resynced, then Live. At least once, in order per order, never dropped.
    /// Connecting comes before all that where the line has yet to be made, and not at all where it is there.
    /// </summary>
    /// <param name="account">One account; null for all of the login.</param>
    /// <param name="since">From when on the snapshot reaches back (UTC); null for open orders alone.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="BrokerageException">A person is needed: the login ended.</exception>
    IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
        AccountId? account = null, DateTimeOffset? since = null, CancellationToken cancellationToken = default);
}
