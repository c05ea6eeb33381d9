using System.Text.Json;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Streaming;

/// <summary>Reads a message of a data stream in JSON, by hand: a tick must cost no object.</summary>
internal static class DataFrame
{
    /// <inheritdoc cref="DataLanguage.Read"/>
    public static bool Read(ReadOnlySpan<byte> message, SocketSink? sink, byte[]? said, DataRequests? requests = null)
    {
        var reader = new Utf8JsonReader(message);
        var heard = false;
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.StartObject)
                {
                    heard |= ReadItem(ref reader, sink, said, requests);
                }
            }
        }
        catch (JsonException)
        {
            // A frame that is no JSON is no news: prices come again.
        }

        return heard;
    }

    private static bool ReadItem(ref Utf8JsonReader reader, SocketSink? sink, byte[]? said, DataRequests? requests)
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

        return item.End(symbol, text, sink, said, requests);
    }
}
