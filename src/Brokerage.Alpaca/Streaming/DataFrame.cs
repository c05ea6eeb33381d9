using System.Text.Json;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Streaming;

/// <summary>Reads a message of a data stream by hand: a tick must cost no object.</summary>
internal static class DataFrame
{
    /// <summary>Hands ticks to the sink; throws what an error says.</summary>
    /// <param name="message">One message, an array of small objects.</param>
    /// <param name="sink">Where ticks go; null while logging in.</param>
    /// <param name="said">A word of success to look for; null for none.</param>
    /// <returns>Whether the word was said.</returns>
    /// <exception cref="BrokerageException">The stream ended or refused something.</exception>
    public static bool Read(ReadOnlySpan<byte> message, SocketSink? sink, byte[]? said)
    {
        var reader = new Utf8JsonReader(message);
        var heard = false;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    heard |= ReadItem(ref reader, sink, said);
                }
            }
        }
        catch (JsonException)
        {
            // A frame that is no JSON is no news: prices come again.
        }

        return heard;
    }

    private static bool ReadItem(ref Utf8JsonReader reader, SocketSink? sink, byte[]? said)
    {
        var item = new DataItem();
        ReadOnlySpan<byte> symbol = default, text = default;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("S"u8) && reader.TokenType == JsonTokenType.String)
            {
                symbol = reader.ValueSpan;
            }
            else if (name.SequenceEqual("msg"u8) && reader.TokenType == JsonTokenType.String)
            {
                text = reader.ValueSpan;
            }
            else
            {
                item.Take(name, ref reader);
            }

            reader.Skip();
        }

        if (item.Kind == DataItemKind.Error && StreamErrors.Of(item.Code, System.Text.Encoding.UTF8.GetString(text)) is { } error)
        {
            throw error;
        }

        if (sink is not null && item.IsTick)
        {
            sink.Quote(symbol, item.ToTick());
        }

        return item.Kind == DataItemKind.Success && said is not null && text.SequenceEqual(said);
    }
}
