using Microsoft.AspNetCore.Http.Metadata;

namespace Brokerage.AspNetCore.Access;

/// <summary>A callback is opened by a person's browser: where the host has a login page, who is not logged in any more is sent there.</summary>
internal sealed class BrowserRules : IAllowCookieRedirectMetadata
{
    public static BrowserRules Instance { get; } = new();
}
