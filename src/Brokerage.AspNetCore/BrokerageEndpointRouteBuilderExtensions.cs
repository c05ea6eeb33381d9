using Brokerage;
using Brokerage.AspNetCore;
using Brokerage.AspNetCore.Access;
using Brokerage.AspNetCore.Connections;
using Brokerage.AspNetCore.Orders;
using Brokerage.AspNetCore.Portfolio;
using Brokerage.AspNetCore.SignIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.AspNetCore.Builder;

/// <summary>Maps the endpoints with which users connect brokers, see what they hold and send orders.</summary>
public static class BrokerageEndpointRouteBuilderExtensions
{
    /// <summary>
    /// Maps all endpoints below one path. Each asks for authorisation and serves the user that <see cref="BrokerageEndpointOptions.UserId"/> names,
    /// and nobody else's connections; what is added to the returned group (a policy, a rate limit) holds for all.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">The path, without parameters. Brokers' callbacks come to <c>{prefix}/callback/{broker}/{environment}</c>.</param>
    /// <exception cref="InvalidOperationException">Something that keeps strangers out is missing: nothing is mapped.</exception>
    public static RouteGroupBuilder MapBrokerage(this IEndpointRouteBuilder endpoints, string prefix = "/brokerage")
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        ArgumentException.ThrowIfNullOrEmpty(prefix);
        if (prefix.Trim('/').Length == 0 || prefix.AsSpan().IndexOfAny("{}?#\\") >= 0) throw new ArgumentException("The prefix is a path of at least one segment, without parameters.", nameof(prefix));

        var services = endpoints.ServiceProvider;
        var options = Settings(services);
        services.GetRequiredService<CallbackPaths>().Add(prefix);

        var group = endpoints.MapGroup(prefix);
        if (options.AllowAnonymous) group.AllowAnonymous();
        else group.RequireAuthorization();
        group.WithTags("Brokerage").WithMetadata(EndpointRules.Instance);
        group.AddEndpointFilter(services.GetRequiredService<CallerFilter>());

        services.GetRequiredService<SignInEndpoints>().Map(group);
        services.GetRequiredService<CallbackEndpoint>().Map(group);
        services.GetRequiredService<ConnectionEndpoints>().Map(group);
        services.GetRequiredService<PortfolioEndpoint>().Map(group);
        services.GetRequiredService<OrderEndpoints>().Map(group);
        return group;
    }

    private static BrokerageEndpointOptions Settings(IServiceProvider services)
    {
        if (services.GetService<CallerFilter>() is null)
            throw new InvalidOperationException("Call AddEndpoints(…) on what AddBrokerage() returns, before MapBrokerage().");
        if (services.GetService<ISignInManager>() is null)
            throw new InvalidOperationException("Call AddSignIn(…) on what AddBrokerage() returns, before MapBrokerage().");

        var options = services.GetRequiredService<IOptions<BrokerageEndpointOptions>>().Value;
        if (!options.AllowAnonymous && services.GetService<IAuthorizationPolicyProvider>() is null)
            throw new InvalidOperationException("These endpoints are for users who are logged in: call AddAuthentication(…) and AddAuthorization() on the services.");
        return options;
    }
}
