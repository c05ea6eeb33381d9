namespace Brokerage.Mock;

/// <summary>One login at a Mock broker.</summary>
internal sealed class MockConnection : IBrokerageConnection
{
    private readonly MockSession _session;

    public MockConnection(ConnectionId connection, BrokerEnvironment environment, MockWorld world)
    {
        Connection = connection;
        Environment = environment;
        _session = new MockSession(connection, world);
        Accounts = new MockAccounts(_session);
        Trading = new MockTrading(_session);
        MarketData = new MockMarketData(_session);
        Streaming = new MockStreaming(_session);
    }

    public ConnectionId Connection { get; }

    public BrokerId Broker => MockAdapter.BrokerId;

    public BrokerEnvironment Environment { get; }

    public BrokerFeatures Features => MockFeatures.All;

    public IAccounts Accounts { get; }

    public ITrading? Trading { get; }

    public IMarketData? MarketData { get; }

    public IStreaming? Streaming { get; }

    public async Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default)
    {
        await _session.TravelAsync(cancellationToken).ConfigureAwait(false);
        return _session.World.Options.Faults.IsDown ? throw new BrokerageException(MockErrors.Down()) : _session.Status();
    }

    public Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default) => Task.FromResult(_session.Status());

    public Task DisconnectAsync(bool logOut = false, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public object? GetService(Type serviceType, object? serviceKey = null) =>
        serviceKey is null && serviceType == typeof(MockFaults) ? _session.World.Options.Faults : null;

    public ValueTask DisposeAsync() => _session.DisposeAsync();
}
