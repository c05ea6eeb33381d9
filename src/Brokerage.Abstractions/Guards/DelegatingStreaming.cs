namespace Brokerage;

/// <summary>A base for guards of <see cref="IStreaming"/>: forwards everything.</summary>
public abstract class DelegatingStreaming : IStreaming
{
    /// <summary>Wraps a role.</summary>
    protected DelegatingStreaming(IStreaming inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <summary>What is guarded. Never handed out.</summary>
    protected IStreaming Inner { get; }

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<StreamItem<QuoteTick>> QuotesAsync(
        IReadOnlyCollection<Instrument> instruments, CancellationToken cancellationToken = default) =>
        Inner.QuotesAsync(instruments, cancellationToken);

    /// <inheritdoc/>
    public virtual IAsyncEnumerable<StreamItem<OrderEvent>> OrdersAsync(
        AccountId? account = null, DateTimeOffset? since = null, CancellationToken cancellationToken = default) =>
        Inner.OrdersAsync(account, since, cancellationToken);
}
