using Microsoft.AspNetCore.Http;

namespace Brokerage.AspNetCore.Access;

/// <summary>Who is asking; put into the request by <see cref="CallerFilter"/> alone.</summary>
internal sealed class Caller(string? user)
{
    /// <summary>The user; null, where anonymous calls are allowed, for what belongs to nobody.</summary>
    public string? User => user;

    /// <summary>The caller of a request. An endpoint that the filter does not stand before fails here.</summary>
    public static Caller Of(HttpContext context) =>
        context.Features.Get<Caller>() ?? throw new InvalidOperationException("Nobody has asked who is calling.");
}
