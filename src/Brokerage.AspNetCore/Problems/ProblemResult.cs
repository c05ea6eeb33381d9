using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Brokerage.AspNetCore.Problems;

/// <summary>A problem as it is written, with the time that the broker wants to be left alone.</summary>
internal sealed class ProblemResult(IResult body, TimeSpan? retryAfter) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (retryAfter is { } wait) httpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        return body.ExecuteAsync(httpContext);
    }
}
