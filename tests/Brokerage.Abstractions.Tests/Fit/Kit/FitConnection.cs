namespace Brokerage.Fit.Kit;

/// <summary>What every fake connection has in common; the broker's own part are its roles and how it connects.</summary>
internal abstract class FitConnection(BrokerageConnectionContext context, BrokerId broker, BrokerFeatures features, TimeProvider clock) : IBrokerageConnection
{
    public ConnectionId Connection => context.Connection;

    public BrokerId Broker => broker;

    public BrokerEnvironment Environment => context.Environment;

    public BrokerFeatures Features => features;

    public abstract IAccounts Accounts { get; }

    public virtual ITrading? Trading => null;

    public virtual IMarketData? MarketData => null;

    public virtual IStreaming? Streaming => null;

    protected TimeProvider Clock => clock;

    protected BrokerageConnectionContext Context => context;

    public virtual Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default) => GetStatusAsync(cancellationToken);

    public virtual Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(new ConnectionStatus { State = ConnectionState.Active, EnvironmentVerified = true, AsOf = new AsOf(clock.GetUtcNow(), null) });

    public virtual Task DisconnectAsync(bool logOut = false, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public virtual object? GetService(Type serviceType, object? serviceKey = null) => null;

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
