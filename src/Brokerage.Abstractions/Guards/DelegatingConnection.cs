namespace Brokerage;

/// <summary>
/// A base for guards of a connection: forwards everything. A guard overrides the roles that it wraps; a role that the broker lacks stays null.
/// </summary>
public abstract class DelegatingConnection : IBrokerageConnection
{
    /// <summary>Wraps a connection, and owns it.</summary>
    protected DelegatingConnection(IBrokerageConnection inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <inheritdoc/>
    public virtual ConnectionId Connection => Inner.Connection;

    /// <inheritdoc/>
    public virtual BrokerId Broker => Inner.Broker;

    /// <inheritdoc/>
    public virtual BrokerEnvironment Environment => Inner.Environment;

    /// <inheritdoc/>
    public virtual BrokerFeatures Features => Inner.Features;

    /// <inheritdoc/>
    public virtual IAccounts Accounts => Inner.Accounts;

    /// <inheritdoc/>
    public virtual ITrading? Trading => Inner.Trading;

    /// <inheritdoc/>
    public virtual IMarketData? MarketData => Inner.MarketData;

    /// <inheritdoc/>
    public virtual IStreaming? Streaming => Inner.Streaming;

    /// <summary>What is guarded. Never handed out.</summary>
    protected IBrokerageConnection Inner { get; }

    /// <inheritdoc/>
    public virtual Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default) => Inner.ConnectAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default) => Inner.GetStatusAsync(cancellationToken);

    /// <inheritdoc/>
    public virtual Task DisconnectAsync(bool logOut = false, CancellationToken cancellationToken = default) =>
        Inner.DisconnectAsync(logOut, cancellationToken);

    /// <summary>The inner connection's extras, but never a connection or role: that would lead past the guard.</summary>
    public virtual object? GetService(Type serviceType, object? serviceKey = null) =>
        Inner.GetService(serviceType, serviceKey) is { } service
        && service is not (IBrokerageConnection or IAccounts or ITrading or IMarketData or IStreaming)
            ? service
            : null;

    /// <inheritdoc/>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return Inner.DisposeAsync();
    }
}
