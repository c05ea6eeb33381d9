using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Wire;

/// <summary>
/// Text that is nearly always one of a few words: a list repeats them row by row, so they are not made anew each time. Any other text is
/// read as it is.
/// </summary>
internal sealed class WordConverter : JsonConverter<string?>
{
    private static readonly TextConverter Text = new();

    private static readonly string[] Words =
    [
        "us_equity", "us_option", "crypto", "long", "short", "buy", "sell", "buy_to_open", "buy_to_close", "sell_to_open", "sell_to_close",
        "simple", "bracket", "oco", "oto", "mleg", "market", "limit", "stop", "stop_limit", "trailing_stop", "day", "gtc", "ioc", "fok", "opg", "cls",
        "new", "accepted", "pending_new", "held", "partially_filled", "filled", "canceled", "replaced", "expired", "rejected", "done_for_day",
        "pending_cancel", "pending_replace",
    ];

    private static readonly (byte[] Utf8, string Word)[][] ByLength =
    [
        .. Enumerable.Range(0, Words.Max(word => word.Length) + 1)
            .Select(length => Words.Where(word => word.Length == length).Select(word => (Encoding.ASCII.GetBytes(word), word)).ToArray()),
    ];

    /// <inheritdoc/>
    public override bool HandleNull => true;

    /// <summary>Whether it is one of them.</summary>
    public static bool IsKnown(string? text) => Array.IndexOf(Words, text) >= 0;

    /// <inheritdoc/>
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var isPlain = reader is { TokenType: JsonTokenType.String, HasValueSequence: false, ValueIsEscaped: false };
        return isPlain && Known(reader.ValueSpan) is { } word ? word : Text.Read(ref reader, typeToConvert, options);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    private static string? Known(ReadOnlySpan<byte> text)
    {
        if (text.Length >= ByLength.Length)
        {
            return null;
        }

        foreach (var (utf8, word) in ByLength[text.Length])
        {
            if (text.SequenceEqual(utf8))
            {
                return word;
            }
        }

        return null;
    }
}
