using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Wire;

/// <summary>In which language a call wants its answer: the suffix decides, then Accept, then what was posted; XML otherwise.</summary>
internal static class FormatChoice
{
    public const string Suffix = ".json";

    public static WireFormat Of(Call call)
    {
        var request = call.Context.Request;
        // The suffix may stand on the collection: /v1/user/alerts.json/7.
        if ((request.Path.Value ?? "").Split('/').Any(part => part.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)))
        {
            return WireFormat.Json;
        }

        var accept = call.Header("Accept") ?? "";
        if (accept.Contains("json", StringComparison.OrdinalIgnoreCase))
        {
            return WireFormat.Json;
        }

        // Clients send JSON bodies with GET; only what is posted says what its sender reads.
        var posts = request.Method is "POST" or "PUT" && !accept.Contains("xml", StringComparison.OrdinalIgnoreCase);
        return posts && RequestTree.LooksLikeJson(call.Body.Span) ? WireFormat.Json : WireFormat.Xml;
    }
}
