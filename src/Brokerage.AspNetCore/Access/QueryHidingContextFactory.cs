using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Brokerage.AspNetCore.Access;

/// <summary>
/// Takes the query out of brokers' callbacks before anything else sees the request: the host logs addresses with their queries before any
/// middleware runs, and tools that trace requests do so too.
/// </summary>
internal sealed class QueryHidingContextFactory(IServiceProvider services, CallbackPaths paths) : IHttpContextFactory
{
    private readonly DefaultHttpContextFactory _inner = new(services);

    public HttpContext Create(IFeatureCollection featureCollection)
    {
        ArgumentNullException.ThrowIfNull(featureCollection);
        if (featureCollection.Get<IHttpRequestFeature>() is { QueryString: { Length: > 1 } query } request && paths.Covers(request.Path))
        {
            featureCollection.Set(new CallbackQuery(query));
            request.QueryString = "";
            request.RawTarget = request.Path;
        }

        return _inner.Create(featureCollection);
    }

    public void Dispose(HttpContext httpContext) => _inner.Dispose(httpContext);
}
