using System.Net.Http;
using Brokerage.Kill.Tests.Scenes;
using Brokerage.Transport;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Brokerage.Kill.Tests.Apps;

/// <summary>An application with one connection, as anybody composes it; what the tests touch is the journal, the looks and the sockets.</summary>
internal sealed class Application : IAsyncDisposable
{
    private static readonly TimeSpan ActTimeout = TimeSpan.FromSeconds(77);
    private static readonly ConnectionId Connection = ConnectionId.Parse("own");
    private readonly ServiceProvider _provider;
    private IBrokerageConnection? _lease;

    public Application(Errand errand, IOrderJournal journal, TimeProvider time, Func<ITrading, ITrading>? tap = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(time);
        services.AddSingleton<ILoggerFactory>(Log);
        services.AddBrokerage()
            .UseOrderJournal(_ => journal, options =>
            {
                options.LookFor = TimeSpan.FromMinutes(3);
                options.WaitForEarlierOrders = TimeSpan.Zero;
            })
            .AddAdapter(_ => new TappedAdapter(Adapter(errand), trading => Tapped(errand.Scene.Broker, trading, tap)))
            .AddConnection(new BrokerageConnectionRegistration
            {
                Connection = Connection,
                Broker = Logins.BrokerOf(errand),
                CreateContext = _ => Context(errand),
            });
        _provider = services.BuildServiceProvider();
    }

    /// <summary>A last word on the sockets.</summary>
    public Action<SocketsHttpHandler>? Configure { get; init; }

    public LogTap Log { get; } = new();

    /// <summary>The clock of the sockets, on which a time-out can be had at once.</summary>
    public ImpatientTime Patience { get; } = new(ActTimeout);

    /// <summary>The trading role of the broker itself, which nobody recognises by evidence and no journal guards.</summary>
    public ITrading Bare { get; private set; } = null!;

    public IOrderService Orders => _provider.GetRequiredService<IBrokerageService>().Orders;

    public AccountRef Account { get; private set; } = null!;

    /// <summary>Opens the connection; from then on it looks for what an earlier process left.</summary>
    public async Task OpenAsync()
    {
        _lease = await _provider.GetRequiredService<IBrokerageService>().Connections.LeaseAsync(Connection);
        Account = (await _lease.Accounts.GetAccountsAsync()).Items[0].Ref;
    }

    public async ValueTask DisposeAsync()
    {
        if (_lease is not null) await _lease.DisposeAsync();
        await _provider.DisposeAsync();
    }

    private IBrokerageAdapter Adapter(Errand errand) => Logins.AdapterOf(errand, new BrokerTransportOptions
    {
        Broker = Logins.BrokerOf(errand),
        TimeProvider = Patience,
        ConfigureHandler = handler =>
        {
            handler.UseProxy = false;
            Configure?.Invoke(handler);
        },
        ActTimeout = ActTimeout,
        ReadTimeout = TimeSpan.FromSeconds(60),
        ConnectTimeout = TimeSpan.FromSeconds(60),
    });

    private static BrokerageConnectionContext Context(Errand errand) => new()
    {
        Connection = Connection,
        Environment = Logins.EnvironmentOf(errand),
        Application = $"app-{errand.Place}",
        Secrets = new FixedSecretSource(Logins.BrokerOf(errand), Logins.SecretsOf(errand)),
    };

    private ITrading Tapped(Broker broker, ITrading trading, Func<ITrading, ITrading>? tap)
    {
        Bare = trading;
        var recognised = broker is Broker.ByEvidence ? new EvidenceTrading(trading) : trading;
        return tap?.Invoke(recognised) ?? recognised;
    }
}
