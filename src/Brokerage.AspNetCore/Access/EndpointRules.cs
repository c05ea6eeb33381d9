using Microsoft.AspNetCore.Http.Metadata;

namespace Brokerage.AspNetCore.Access;

/// <summary>
/// What holds for every endpoint: small bodies, and a refusal is a status, not a redirect to a login page that would take the request for a page's.
/// </summary>
internal sealed class EndpointRules : IRequestSizeLimitMetadata, IDisableCookieRedirectMetadata
{
    private const long LargestBody = 64 * 1024;

    public static EndpointRules Instance { get; } = new();

    public long? MaxRequestBodySize => LargestBody;
}
