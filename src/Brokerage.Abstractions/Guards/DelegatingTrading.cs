namespace Brokerage;

/// <summary>A base for guards of <see cref="ITrading"/>: forwards everything.</summary>
public abstract class DelegatingTrading : ITrading
{
    /// <summary>Wraps a role.</summary>
    protected DelegatingTrading(ITrading inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <summary>What is guarded. Never handed out.</summary>
    protected ITrading Inner { get; }

    /// <inheritdoc/>
    public virtual Task<PreparedOrder> PrepareAsync(OrderIntent intent, bool withPreview = false, CancellationToken cancellationToken = default) =>
        Inner.PrepareAsync(intent, withPreview, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<SubmitResult> SubmitAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
        Inner.SubmitAsync(order, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<CancelResult> CancelAsync(OrderRef order, CancellationToken cancellationToken = default) =>
        Inner.CancelAsync(order, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Sighting> FindAsync(PreparedOrder order, CancellationToken cancellationToken = default) =>
        Inner.FindAsync(order, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Order> GetOrderAsync(OrderRef order, CancellationToken cancellationToken = default) =>
        Inner.GetOrderAsync(order, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Snapshot<Order>> GetOpenOrdersAsync(AccountId account, CancellationToken cancellationToken = default) =>
        Inner.GetOpenOrdersAsync(account, cancellationToken);

    /// <inheritdoc/>
    public virtual Task<Page<Order>> GetOrderHistoryAsync(HistoryQuery query, CancellationToken cancellationToken = default) =>
        Inner.GetOrderHistoryAsync(query, cancellationToken);
}
