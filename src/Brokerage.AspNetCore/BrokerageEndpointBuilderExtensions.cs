using Brokerage;
using Brokerage.AspNetCore;
using Brokerage.AspNetCore.Access;
using Brokerage.AspNetCore.Connections;
using Brokerage.AspNetCore.Orders;
using Brokerage.AspNetCore.Portfolio;
using Brokerage.AspNetCore.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Readies an application for <c>MapBrokerage</c>.</summary>
public static class BrokerageEndpointBuilderExtensions
{
    /// <summary>
    /// Adds what the endpoints of <c>MapBrokerage</c> need. Users' sign-ins need <c>AddSignIn</c> beside it. Brokers' callbacks carry codes in
    /// their query: it is taken out of the request before the host logs anything of it.
    /// </summary>
    /// <param name="builder">The composition.</param>
    /// <param name="configure">Says who is asking (<see cref="BrokerageEndpointOptions.UserId"/>) and what may be connected.</param>
    public static IBrokerageBuilder AddEndpoints(this IBrokerageBuilder builder, Action<BrokerageEndpointOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var services = builder.Services;
        services.AddOptions<BrokerageEndpointOptions>().Configure(configure).ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<BrokerageEndpointOptions>, BrokerageEndpointOptionsValidator>());
        services.TryAddSingleton<CallbackPaths>();
        services.Replace(ServiceDescriptor.Singleton<IHttpContextFactory, QueryHidingContextFactory>());
        services.TryAddSingleton<CallerFilter>();
        services.TryAddSingleton<PublicAddresses>();
        services.TryAddSingleton<UserConnections>();
        services.TryAddSingleton<BrokerFacts>();
        services.TryAddSingleton<PreparedOrderBook>();
        services.TryAddSingleton<SignInEndpoints>();
        services.TryAddSingleton<CallbackEndpoint>();
        services.TryAddSingleton<ConnectionEndpoints>();
        services.TryAddSingleton<PortfolioEndpoint>();
        services.TryAddSingleton<OrderEndpoints>();
        return builder;
    }
}
