using System.Net;
using Brokerage.AspNetCore.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace Brokerage.AspNetCore.Access;

/// <summary>
/// Stands before every endpoint: asks who is calling, lets no form of another site's page through, and turns what goes wrong into problems.
/// </summary>
internal sealed class CallerFilter(IOptions<BrokerageEndpointOptions> options) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers["Referrer-Policy"] = "no-referrer";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        if (Refusal(http) is { } refusal) return refusal.ToResult();
        try
        {
            return await next(context).ConfigureAwait(false);
        }
        catch (RefusedException refused)
        {
            return refused.Problem.ToResult();
        }
        catch (BrokerageException exception)
        {
            return Problem.Of(exception.Error).ToResult();
        }
        catch (BadHttpRequestException exception)
        {
            return new Problem(exception.StatusCode, nameof(BrokerageErrorCode.InvalidRequest), "The request cannot be read.").ToResult();
        }
        catch (Exception exception) when (exception is ArgumentException or UriFormatException)
        {
            // Its text may repeat what was sent, and what was sent may be a secret.
            return Problem.Invalid("The request does not fit.").ToResult();
        }
    }

    private Problem? Refusal(HttpContext http)
    {
        var settings = options.Value;
        var user = settings.UserId?.Invoke(http);
        var isLoggedIn = !string.IsNullOrEmpty(user) && http.User.Identity is { IsAuthenticated: true };
        if (!isLoggedIn && !(settings.AllowAnonymous && IsLocal(http))) return Problem.NotAuthenticated;

        http.Features.Set(new Caller(string.IsNullOrEmpty(user) ? null : user));
        // A page of another site can send forms and plain text with this user's cookies, but no JSON, no PUT and no DELETE unless the host lets it.
        var carriesBody = HttpMethods.IsPost(http.Request.Method) || HttpMethods.IsPut(http.Request.Method);
        return carriesBody && !http.Request.HasJsonContentType() ? Problem.NotJson : null;
    }

    // Both: a page of another site can give its own name this machine's address, and a proxy on this machine speaks for anybody.
    private static bool IsLocal(HttpContext http) =>
        (http.Connection.RemoteIpAddress is not { } from || IPAddress.IsLoopback(from))
        && (http.Request.Host.Host is "localhost" || (IPAddress.TryParse(http.Request.Host.Host, out var host) && IPAddress.IsLoopback(host)));
}
