using Brokerage.Transport;

namespace Brokerage.Alpaca;

/// <summary>One credential in one environment. Alpaca keeps no session, so connecting reads the account and proves the environment.</summary>
internal sealed class AlpacaConnection : IBrokerageConnection
{
    private readonly AlpacaSession _session;
    private readonly AlpacaExtras _extras;
    private readonly AlpacaStreaming? _streaming;

    public AlpacaConnection(
        BrokerageConnectionContext context,
        BrokerFeatures features,
        AlpacaOptions settings,
        BrokerTransport transport,
        TimeProvider clock,
        ISocketConnector? connector)
    {
        _session = new AlpacaSession(context, features, settings, transport, clock) { Connector = connector };
        var instruments = new AlpacaInstruments(_session);
        Accounts = new AlpacaAccounts(_session);
        Trading = new AlpacaTrading(_session, instruments);
        MarketData = new AlpacaMarketData(_session, instruments);
        _extras = new AlpacaExtras(_session);
        _streaming = AlpacaStreaming.For(_session, transport);
    }

    public ConnectionId Connection => _session.Context.Connection;

    public BrokerId Broker => AlpacaAdapter.BrokerId;

    public BrokerEnvironment Environment => _session.Context.Environment;

    public BrokerFeatures Features => _session.Features;

    public IAccounts Accounts { get; }

    public ITrading? Trading { get; }

    public IMarketData? MarketData { get; }

    public IStreaming? Streaming => _streaming;

    public Task<ConnectionStatus> ConnectAsync(CancellationToken cancellationToken = default) => _session.ConnectAsync(cancellationToken);

    public async Task<ConnectionStatus> GetStatusAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            return await _session.ConnectAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException)
        {
            return _session.Status;
        }
    }

    public Task DisconnectAsync(bool logOut = false, CancellationToken cancellationToken = default)
    {
        // Neither keys nor tokens can be logged out here: a key ends in Alpaca's dashboard, and so does an application's access.
        _session.Forget();
        return Task.CompletedTask;
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
        {
            return null;
        }

        return serviceType == typeof(BrokerFeatures) ? Features
            : serviceType == typeof(IAlpacaExtras) ? _extras
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        if (_streaming is not null)
        {
            await _streaming.DisposeAsync().ConfigureAwait(false);
        }
    }
}
