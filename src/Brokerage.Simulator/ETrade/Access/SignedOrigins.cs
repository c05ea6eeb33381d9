using System.Net;
using Microsoft.AspNetCore.Http;

namespace Brokerage.Simulator.ETrade.Access;

/// <summary>For which origins a signature may have been made: clients connect to the simulator and believe that it is the broker.</summary>
internal sealed class SignedOrigins(IReadOnlyList<Uri> allowed)
{
    private readonly IReadOnlyList<string> _allowed = [.. allowed.Select(OriginOf)];

    public IEnumerable<string> Of(HttpContext context)
    {
        var host = context.Request.Host.Value ?? "";
        var connection = context.Connection;
        var here = new IPEndPoint(connection.LocalIpAddress ?? IPAddress.Loopback, connection.LocalPort).ToString();
        List<string> candidates = ["https://" + host, "http://" + here, "https://" + here];
        if (context.Request.Host.Host is "localhost")
        {
            // The address listened on by its other name.
            candidates.Add("http://" + host);
        }

        return candidates.Select(text => Uri.TryCreate(text, UriKind.Absolute, out var uri) ? OriginOf(uri) : null).OfType<string>().Concat(_allowed);
    }

    // In lower case and without the port that goes without saying.
    private static string OriginOf(Uri uri) => uri.GetLeftPart(UriPartial.Authority);
}
