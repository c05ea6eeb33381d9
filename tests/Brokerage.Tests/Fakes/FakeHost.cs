using Brokerage.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Brokerage.Tests.Fakes;

/// <summary>An application with fake brokers and a clock that stands.</summary>
internal sealed class FakeHost : IAsyncDisposable
{
    private readonly ServiceProvider _provider;
    private readonly Dictionary<BrokerId, FakeAdapter> _adapters = new()
    {
        [BrokerId.Parse("fake")] = new FakeAdapter(BrokerId.Parse("fake")),
        [BrokerId.Parse("other")] = new FakeAdapter(BrokerId.Parse("other")),
    };

    public FakeHost(params FakeConnection[] connections)
        : this(_ => { }, connections)
    {
    }

    public FakeHost(Action<IBrokerageBuilder> configure, params FakeConnection[] connections)
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(Clock);
        foreach (var adapter in _adapters.Values)
            services.AddSingleton<IBrokerageAdapter>(adapter);
        var builder = services.AddBrokerage();
        foreach (var connection in connections)
        {
            _adapters[connection.Broker].Serve(connection.Connection, () => connection);
            builder.AddConnection(new BrokerageConnectionRegistration
            {
                Connection = connection.Connection,
                Broker = connection.Broker,
                CreateContext = _ => Make.Context(connection),
            });
        }

        configure(builder);
        _provider = services.BuildServiceProvider(validateScopes: true);
        Brokerage = _provider.GetRequiredService<IBrokerageService>();
    }

    public FakeTimeProvider Clock { get; } = new(Make.Noon);

    public IBrokerageService Brokerage { get; }

    public IConnectionManager Connections => Brokerage.Connections;

    /// <summary>Adds a connection at run time; <paramref name="create"/> makes each live one.</summary>
    public ConnectionInfo Add(FakeConnection connection, string? user = null, Func<FakeConnection>? create = null)
    {
        _adapters[connection.Broker].Serve(connection.Connection, create ?? (() => connection));
        return Connections.Add(connection.Broker, Make.Context(connection), user);
    }

    public async Task<UnifiedPortfolio> ReadAsync(PortfolioQuery? query = null) =>
        (await Brokerage.Portfolio.ReadAsync(query, TestContext.Current.CancellationToken)).In(EnvironmentKind.Simulated);

    public ValueTask DisposeAsync() => _provider.DisposeAsync();
}
