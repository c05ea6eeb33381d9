using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Brokerage.Simulator.ETrade.Sandbox;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Wire;

/// <summary>Turns trees and errors into answers. Thread-safe.</summary>
internal sealed class AnswerWriter(ETradeSimulatorOptions options)
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly UnknownFields? _unknownFields = options.UnknownFields ? new UnknownFields(options.Seed) : null;
    private int _errors;

    public Reply Write(JsonObject tree, WireFormat format)
    {
        if (options.SandboxShapes)
        {
            SandboxShape.Trim(tree);
        }

        _unknownFields?.AddTo(tree);
        return Body(200, Casing.Apply(tree, options.Casing), format) with { Reason = "200" };
    }

    public Reply Write(ETradeRefusal refusal, WireFormat asked)
    {
        var error = new JsonObject();
        var turn = Interlocked.Increment(ref _errors);
        if (refusal.Code is { } code)
        {
            // It was seen as text, too.
            error["code"] = options.ErrorBodies is ETradeErrorBodies.Varied && turn % 4 == 0 ? JsonValue.Create(code.ToString(CultureInfo.InvariantCulture)) : JsonValue.Create(code);
        }

        error["message"] = refusal.Message;
        // The one that has no code was seen in XML alone.
        return Body(refusal.Status, Tree.Rooted("Error", error), refusal.Status == 500 ? WireFormat.Xml : ErrorFormat(asked, turn));
    }

    public static Reply Body(int status, JsonObject tree, WireFormat format) => format is WireFormat.Json
        ? new Reply(status, Json(tree), "application/json")
        : new Reply(status, XmlText.Write(tree), "application/xml");

    private static byte[] Json(JsonObject tree)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            tree.WriteTo(json);
        }

        return bytes.ToArray();
    }

    private WireFormat ErrorFormat(WireFormat asked, int turn) => options.ErrorBodies switch
    {
        ETradeErrorBodies.Xml => WireFormat.Xml,
        ETradeErrorBodies.Varied => turn % 2 == 0 ? WireFormat.Json : WireFormat.Xml,
        _ => asked,
    };
}
