using Brokerage;
using Brokerage.Mock;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds Mock brokers.</summary>
public static class MockBrokerageBuilderExtensions
{
    /// <summary>Adds a connection to a Mock broker with a margin account, a few holdings and moving prices: one line for development.</summary>
    /// <param name="builder">What <c>AddBrokerage()</c> returned.</param>
    /// <param name="connection">The connection's id. Each connection has an exchange of its own.</param>
    /// <param name="configure">Changes accounts, prices, latency or faults.</param>
    public static IBrokerageBuilder AddMock(this IBrokerageBuilder builder, string connection = "mock", Action<MockOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var id = ConnectionId.Parse(connection);
        var options = builder.Services.AddOptions<MockOptions>(connection).ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<MockOptions>, MockOptionsValidator>());
        return builder
            .AddAdapter(services => new MockAdapter(services.GetRequiredService<IOptionsMonitor<MockOptions>>().Get, ClockOf(services)))
            .AddConnection(new BrokerageConnectionRegistration
            {
                Connection = id,
                Broker = MockAdapter.BrokerId,
                CreateContext = services => MockContexts.For(id, connection, ClockOf(services)),
            });
    }

    private static TimeProvider ClockOf(IServiceProvider services) => services.GetService<TimeProvider>() ?? TimeProvider.System;
}
