using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Wire;

/// <summary>In which language a call wants its answer: the suffix decides, then Accept; XML otherwise, whatever was posted.</summary>
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

        return (call.Header("Accept") ?? "").Contains("json", StringComparison.OrdinalIgnoreCase) ? WireFormat.Json : WireFormat.Xml;
    }
}
