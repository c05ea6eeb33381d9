namespace Brokerage;

/// <summary>
/// One caller's share of a live connection. Disposing it returns the share and never ends the connection of the others.
/// </summary>
internal sealed class ConnectionLease(ConnectionSlot slot, LiveConnection live, ConnectionStatus status) : IBrokerageConnection
{
    private int _returned;

    public ConnectionId Connection => live.Inner.Connection;

    public BrokerId Broker => live.Inner.Broker;

    public BrokerEnvironment Environment => live.Inner.Environment;

    public BrokerFeatures Features => live.Inner.Features;

    public IAccounts Accounts => Inner.Accounts;

    public ITrading? Trading => Inner.Trading;

    public IMarketData? MarketData => Inner.MarketData;

    public IStreaming? Streaming => Inner.Streaming;

    /// <summary>How the connection stood when the lease was taken.</summary>
    internal ConnectionStatus StatusAtStart => status;

    private IBrokerageConnection Inner
    {
        get
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _returned) != 0, this);
            return live.Inner;
        }
    }

    public Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _returned) != 0, this);
        return live.ConnectNowAsync(cancellationToken);
    }

    public Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default) => Inner.GetStatusAsync(cancellationToken);

    public Task DisconnectAsync(bool logOut = false, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(Volatile.Read(ref _returned) != 0, this);
        return live.DisconnectAsync(logOut, cancellationToken);
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => Inner.GetService(serviceType, serviceKey);

    public ValueTask DisposeAsync() => Interlocked.Exchange(ref _returned, 1) == 0 ? slot.ReturnAsync(live) : ValueTask.CompletedTask;

    /// <summary>The next use of the connection, by anyone, connects again.</summary>
    internal void ConnectAgain() => live.ConnectAgain();
}
