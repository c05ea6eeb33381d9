using Brokerage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>What a broker's own <c>Add…</c> method is made of.</summary>
public static class BrokerageBuilderExtensions
{
    /// <summary>Registers a broker's adapter, once, however often it is asked for.</summary>
    /// <typeparam name="TAdapter">The adapter.</typeparam>
    public static IBrokerageBuilder AddAdapter<TAdapter>(this IBrokerageBuilder builder, Func<IServiceProvider, TAdapter> create)
        where TAdapter : class, IBrokerageAdapter
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(create);
        builder.Services.TryAddSingleton(create);
        builder.Services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IBrokerageAdapter, TAdapter>(services => services.GetRequiredService<TAdapter>()));
        return builder;
    }

    /// <summary>Registers a connection that is there from the start.</summary>
    public static IBrokerageBuilder AddConnection(this IBrokerageBuilder builder, BrokerageConnectionRegistration connection)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(connection);
        builder.Services.AddSingleton(connection);
        return builder;
    }

    /// <summary>Registers a guard of every connection. Guards stand in the order of their stages, whatever the order of registration.</summary>
    public static IBrokerageBuilder AddGuard(this IBrokerageBuilder builder, ConnectionGuard guard)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(guard);
        builder.Services.AddSingleton(guard);
        return builder;
    }
}
