using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Host;

/// <summary>The one page. Everything on it comes from the endpoints.</summary>
internal static class Page
{
    public static void MapPage(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("/", async context =>
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        context.Response.Headers.ContentSecurityPolicy = "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self'; form-action 'self'";
        await using var page = typeof(Page).Assembly.GetManifestResourceStream("Page.html")!;
        await page.CopyToAsync(context.Response.Body, context.RequestAborted);
    });
}
