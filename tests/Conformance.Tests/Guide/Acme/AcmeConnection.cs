using Brokerage.Transport;

namespace Brokerage.Conformance.Tests.Guide.Acme;

internal sealed class AcmeConnection : IBrokerageConnection
{
    private readonly AcmeSession _session;

    public AcmeConnection(BrokerageConnectionContext context, BrokerTransport transport, TimeProvider clock)
    {
        _session = new AcmeSession(context, transport, clock);
        Accounts = new AcmeAccounts(_session);
        MarketData = new AcmeMarketData(_session);
    }

    public ConnectionId Connection => _session.Context.Connection;

    public BrokerId Broker => AcmeAdapter.BrokerId;

    public BrokerEnvironment Environment => _session.Context.Environment;

    public BrokerFeatures Features => AcmeFeatures.All;

    public IAccounts Accounts { get; }

    public ITrading? Trading => null;

    public IMarketData? MarketData { get; }

    public IStreaming? Streaming => null;

    #region connect
    public async Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default)
    {
        await _session.ReadAccountAsync(cancellationToken).ConfigureAwait(false);
        return Status();
    }

    public async Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException)
        {
            return Status();
        }
    }

    private ConnectionStatus Status() => new()
    {
        State = _session.Problem switch
        {
            null => ConnectionState.Active,
            { Recovery: RecoveryAction.Reauthenticate } => ConnectionState.NeedsLogin,
            { IsTransient: true } => ConnectionState.Degraded,
            _ => ConnectionState.Error,
        },
        EnvironmentVerified = _session.HasConnected, // the key opens accounts of one environment alone
        Problem = _session.Problem,
        AsOf = new AsOf(_session.Clock.GetUtcNow()),
    };
    #endregion

    public Task DisconnectAsync(bool logOut = false, CancellationToken cancellationToken = default) => Task.CompletedTask;

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public ValueTask DisposeAsync()
    {
        _session.IsClosed = true;
        return ValueTask.CompletedTask;
    }
}
