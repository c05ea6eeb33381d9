using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Brokerage.AspNetCore.Access;

/// <summary>The addresses under which browsers and brokers reach these endpoints.</summary>
internal sealed class PublicAddresses(IOptions<BrokerageEndpointOptions> options)
{
    /// <summary>The application's address, without a slash at its end.</summary>
    public string BaseOf(HttpContext context)
    {
        var request = context.Request;
        return options.Value.PublicAddress is { } address
            ? address.AbsoluteUri.TrimEnd('/')
            : $"{request.Scheme}://{request.Host.ToUriComponent()}{request.PathBase.ToUriComponent()}";
    }

    /// <summary>Whether browsers reach the application by https.</summary>
    public bool IsSecure(HttpContext context) => BaseOf(context).StartsWith("https:", StringComparison.OrdinalIgnoreCase);

    /// <summary>Where the broker of an offer sends users back to, seen from the endpoint that begins sign-ins.</summary>
    /// <param name="context">The request to that endpoint.</param>
    /// <param name="path">That endpoint's path below the prefix.</param>
    /// <param name="offer">The offer.</param>
    public Uri CallbackOf(HttpContext context, string path, SignInOffer offer)
    {
        var asked = context.Request.Path.Value!.TrimEnd('/');
        return new Uri($"{BaseOf(context)}{new PathString(asked[..^path.Length]).ToUriComponent()}{CallbackPath(offer)}");
    }

    /// <summary>The whole address of a callback, with the query that was taken out of it.</summary>
    public Uri AddressOf(HttpContext context) => new(BaseOf(context) + context.Request.Path.ToUriComponent() + CallbackQuery.Of(context));

    /// <summary>A path of its own for each broker and environment.</summary>
    public static string CallbackPath(SignInOffer offer) => $"/callback/{offer.Broker.Value}/{offer.Environment}";
}
