using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;

namespace Brokerage.AspNetCore.Access;

/// <summary>
/// Something that only the browser has which began a sign-in: brokers whose callbacks name no sign-in are tied to it. It proves nobody's
/// identity, and ends with the longest sign-in.
/// </summary>
internal static class SessionCookie
{
    private const string Name = "brokerage-sign-in";
    private const string SecureName = "__Host-" + Name;
    private const int Bytes = 32;

    // 43 letters: 32 bytes in base64url.
    private const int Length = 43;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <summary>The browser's session; null if it has none.</summary>
    public static Secret? Read(HttpContext context, bool isSecure) =>
        context.Request.Cookies[NameFor(isSecure)] is { Length: Length } value ? new Secret(value) : null;

    /// <summary>The browser's session, given anew for another ten minutes.</summary>
    public static Secret Keep(HttpContext context, bool isSecure)
    {
        var session = Read(context, isSecure) ?? new Secret(Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes)));
        context.Response.Cookies.Append(NameFor(isSecure), session.Reveal(), new CookieOptions
        {
            HttpOnly = true,
            Secure = isSecure,
            // The broker sends the browser back from its own site: a strict cookie would stay behind.
            SameSite = SameSiteMode.Lax,
            Path = "/",
            MaxAge = Life,
            IsEssential = true,
        });
        return session;
    }

    // Browsers take a __Host- cookie over https alone, and from no other host of the domain.
    private static string NameFor(bool isSecure) => isSecure ? SecureName : Name;
}
