using System.Text.Json;

namespace Brokerage.Simulator.Tests.Support;

/// <summary>What the simulated Alpaca says, held against what the broker was recorded or is specified to say.</summary>
internal static class RecordedShapes
{
    private static readonly ShapeBook Alpaca = new("alpaca");

    /// <summary>An answer in JSON. Pages of the sign-in and injected nonsense are no messages.</summary>
    public static void CheckAnswer(string method, string path, int status, string? type, string text) => Alpaca.CheckAnswer(method, path, status, type, text);

    /// <summary>A frame of a stream, in JSON or in MessagePack.</summary>
    public static void CheckFrame(Uri address, byte[] frame)
    {
        using var document = JsonDocument.Parse(frame is [(byte)'{' or (byte)'[', ..] ? frame : PackedText.ToJson(frame));
        var items = document.RootElement.ValueKind is JsonValueKind.Array ? document.RootElement.EnumerateArray().ToArray() : [document.RootElement];
        foreach (var item in items)
        {
            ShapeBook.Demand(Alpaca[ShapeOf(address, item)], [item], address.AbsolutePath);
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
}
