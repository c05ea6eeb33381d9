using System.Text.Json;
using Brokerage.Shapes.Reading;

namespace Brokerage.Simulator.Tests.Support;

/// <summary>What the simulated Alpaca says, held against what the broker was recorded or is specified to say.</summary>
internal static class RecordedShapes
{
    private static readonly ShapeManifest Alpaca = ShapeManifest.Load("alpaca");
    private static readonly IReadOnlyList<Operation> Operations =
    [
        .. from shape in Alpaca.Shapes.Values
           from endpoint in shape.Endpoints
           let words = endpoint.Split(' ')
           where words[0] is not ("WS" or "ANY") && !words.Contains("request", StringComparer.Ordinal)
           select new Operation(words[0], words[1].Split('/'), words[^1] is "[]", shape),
    ];

    /// <summary>An answer in JSON. Pages of the sign-in and injected nonsense are no messages.</summary>
    public static void CheckAnswer(string method, string path, int status, string? type, string text)
    {
        if (type is not "application/json" || text.Length == 0)
        {
            return;
        }

        using var document = JsonDocument.Parse(text);
        if (status >= 400)
        {
            Demand(Alpaca["refusal"], [document.RootElement], $"{method} {path}");
            return;
        }

        var operation = Find(method, path);
        Assert.True(operation is not null, $"No shape is known of what {method} {path} answers.");
        Demand(operation!.Shape, operation.IsList ? document.RootElement.EnumerateArray() : [document.RootElement], $"{method} {path}");
    }

    /// <summary>A frame of a stream, in JSON or in MessagePack.</summary>
    public static void CheckFrame(Uri address, byte[] frame)
    {
        using var document = JsonDocument.Parse(frame is [(byte)'{' or (byte)'[', ..] ? frame : PackedText.ToJson(frame));
        var items = document.RootElement.ValueKind is JsonValueKind.Array ? document.RootElement.EnumerateArray().ToArray() : [document.RootElement];
        foreach (var item in items)
        {
            Demand(Alpaca[ShapeOf(address, item)], [item], address.AbsolutePath);
        }
    }

    /// <summary>The name of the shape that a frame has to have.</summary>
    public static string ShapeOf(Uri address, JsonElement frame)
    {
        if (frame.TryGetProperty("stream", out var stream))
        {
            return stream.GetString() is "trade_updates" ? "trade update" : "stream " + stream.GetString();
        }

        if (!frame.TryGetProperty("T", out var kind))
        {
            return "stream refusal";
        }

        var market = MarketOf(address);
        return kind.GetString() switch
        {
            "q" => $"data stream {market} quote",
            "t" => $"data stream {market} trade",
            "b" or "u" or "d" => "data stream bar",
            "subscription" when market is not "stock" => $"data stream {market} subscription",
            var other => "data stream " + other,
        };
    }

    private static string MarketOf(Uri address) => address.AbsolutePath switch
    {
        var path when path.StartsWith("/v1beta3/crypto/", StringComparison.Ordinal) => "crypto",
        var path when path.StartsWith("/v1beta1/", StringComparison.Ordinal) => "option",
        _ => "stock",
    };

    private static Operation? Find(string method, string path)
    {
        var parts = Uri.UnescapeDataString(path).TrimEnd('/').Split('/');
        return Operations.Where(operation => string.Equals(operation.Method, method, StringComparison.Ordinal) && operation.Fits(parts))
            .MinBy(operation => operation.Parts.Count(part => part.StartsWith('{')));
    }

    private static void Demand(Shape shape, IEnumerable<JsonElement> messages, string where)
    {
        var differences = messages.SelectMany(message => ShapeCheck.Differences(shape, message)).Distinct(StringComparer.Ordinal).ToList();
        Assert.True(differences.Count == 0, $"{where} differs from what is recorded:\n{string.Join('\n', differences)}");
    }

    private sealed record Operation(string Method, string[] Parts, bool IsList, Shape Shape)
    {
        /// <summary>A symbol of crypto has a slash, so the last name in braces may take two parts.</summary>
        public bool Fits(string[] parts) =>
            (parts.Length == Parts.Length || (parts.Length == Parts.Length + 1 && Parts[^1].StartsWith('{')))
            && Parts.Zip(parts).All(pair => pair.First.StartsWith('{') || string.Equals(pair.First, pair.Second, StringComparison.Ordinal));
    }
}
