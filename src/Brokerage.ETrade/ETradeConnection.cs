using Brokerage.ETrade.Auth;
using Brokerage.Transport;

namespace Brokerage.ETrade;

/// <summary>One login in one environment. E*TRADE keeps no session, so connecting reads the accounts, and keeps the token awake.</summary>
internal sealed class ETradeConnection : IBrokerageConnection
{
    private readonly ETradeSession _session;
    private readonly ETradeExtras _extras;
    private readonly ETradeStreaming _streaming;
    private readonly IBrokerageAuthorizer _authorizer;

    public ETradeConnection(
        BrokerageConnectionContext context,
        BrokerFeatures features,
        ETradeOptions settings,
        BrokerTransport transport,
        TimeProvider clock,
        ETradeClocks clocks,
        IBrokerageAuthorizer authorizer)
    {
        _authorizer = authorizer;
        _session = new ETradeSession(context, features, settings, transport, clock, clocks);
        var orders = new ETradeOrderReads(_session);
        var quotes = new ETradeQuotes(_session);
        Accounts = new ETradeAccounts(_session);
        Trading = new ETradeTrading(_session, orders);
        MarketData = new ETradeMarketData(_session, quotes);
        _extras = new ETradeExtras(_session);
        _streaming = new ETradeStreaming(_session, transport, quotes);
    }

    public ConnectionId Connection => _session.Context.Connection;

    public BrokerId Broker => ETradeAdapter.BrokerId;

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

    public async Task DisconnectAsync(bool logOut = false, CancellationToken cancellationToken = default)
    {
        if (!logOut)
        {
            _session.Forget();
            return;
        }

        try
        {
            var current = await _session.Context.Secrets.GetAsync(cancellationToken).ConfigureAwait(false);
            await _authorizer.RevokeAsync(Environment, _session.Context.Application, current.Secrets, cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerageException failure) when (failure.Code is BrokerageErrorCode.AuthExpired or BrokerageErrorCode.AuthRevoked)
        {
            // What has ended by itself needs no end.
        }

        _session.Forget(new ConnectionStatus
        {
            State = ConnectionState.Revoked,
            EnvironmentVerified = false,
            Problem = new BrokerageError(BrokerageErrorCode.AuthRevoked, Broker, "The connection was logged out."),
            AsOf = new AsOf(_session.Clock.GetUtcNow()),
        });
    }

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        if (serviceKey is not null)
        {
            return null;
        }

        return serviceType == typeof(BrokerFeatures) ? Features
            : serviceType == typeof(IETradeExtras) ? _extras
            : null;
    }

    public async ValueTask DisposeAsync()
    {
        _session.Dispose();
        await _streaming.DisposeAsync().ConfigureAwait(false);
    }
}
