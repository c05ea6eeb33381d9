using Brokerage;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the suite to an application's services.</summary>
public static class BrokerageServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IBrokerageService"/>. Brokers follow on the builder that it returns: <c>services.AddBrokerage().AddMock("demo")</c>.
    /// Can be called several times; whatever is registered before, such as a <see cref="TimeProvider"/>, is kept.
    /// </summary>
    /// <param name="services">The application's services.</param>
    /// <param name="configure">Changes the settings.</param>
    public static IBrokerageBuilder AddBrokerage(this IServiceCollection services, Action<BrokerageOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        var options = services.AddOptions<BrokerageOptions>().ValidateOnStart();
        if (configure is not null)
            options.Configure(configure);
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BrokerageOptions>, BrokerageOptionsValidator>());

        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GuardChain>();
        services.TryAddSingleton<EndedConnections>();
        services.TryAddSingleton<ConnectionManager>();
        services.TryAddSingleton<IConnectionManager>(provider => provider.GetRequiredService<ConnectionManager>());
        services.TryAddSingleton<ConnectionReader>();
        services.TryAddSingleton<IPortfolioService, PortfolioService>();
        services.TryAddSingleton<IOrderService, OrderService>();
        services.AddOptions<OrderTrackerOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OrderTrackerOptions>, OrderTrackerOptionsValidator>());
        services.TryAddSingleton<IOrderTracker, OrderTracker>();
        services.AddOptions<OrderQueueOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<OrderQueueOptions>, OrderQueueOptionsValidator>());
        services.TryAddSingleton<IOrderQueue, OrderQueue>();
        services.TryAddSingleton<IBrokerageService, BrokerageService>();
        return new BrokerageBuilder(services).AddOrderJournal();
    }
}
