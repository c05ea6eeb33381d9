using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Host;

/// <summary>The host's own login: believes every name. Put a real one in its place; the endpoints only ask who is logged in.</summary>
internal static class DevelopmentLogin
{
    public static void AddDevelopmentLogin(this IServiceCollection services)
    {
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie(options =>
        {
            options.LoginPath = "/";
            options.Cookie.Name = "sample-login";
            // Lax, not strict: a broker sends the browser back from its own site, and who comes back must still be logged in.
            options.Cookie.SameSite = SameSiteMode.Lax;
        });
        services.AddAuthorization();
    }

    public static void MapDevelopmentLogin(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/login", async context =>
        {
            var name = (await context.Request.ReadFormAsync(context.RequestAborted))["user"].ToString();
            if (string.IsNullOrWhiteSpace(name))
            {
                context.Response.StatusCode = StatusCodes.Status400BadRequest;
                return;
            }

            var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, name)], CookieAuthenticationDefaults.AuthenticationScheme);
            await context.SignInAsync(new ClaimsPrincipal(identity), new AuthenticationProperties { IsPersistent = true });
            context.Response.Redirect("/");
        });
        endpoints.MapPost("/logout", async context =>
        {
            await context.SignOutAsync();
            context.Response.Redirect("/");
        });
    }
}
