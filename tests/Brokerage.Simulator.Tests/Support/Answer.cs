using System.Net;
using System.Text.Json;

namespace Brokerage.Simulator.Tests.Support;

/// <summary>An answer, read whole.</summary>
internal sealed record Answer(HttpStatusCode Status, string Text, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json
    {
        get
        {
            using var document = JsonDocument.Parse(Text);
            return document.RootElement.Clone();
        }
    }

    /// <summary>Status, code and message of a refusal, in one line.</summary>
    public string Refusal => $"{(int)Status} {(Json.TryGetProperty("code", out var code) ? code.GetRawText() : "-")} {Json.GetProperty("message").GetString()}";
}
