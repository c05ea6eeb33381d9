using Brokerage.Transport;

namespace Brokerage.Alpaca.Streaming;

/// <summary>Reads a message of a data stream in MessagePack: as <see cref="DataFrame"/> does, a tick costs no object.</summary>
internal static class PackedFrame
{
    /// <inheritdoc cref="DataLanguage.Read"/>
    public static bool Read(ReadOnlySpan<byte> message, SocketSink? sink, byte[]? said, DataRequests? requests = null)
    {
        var reader = new PackedReader(message);
        var heard = false;
        try
        {
            for (var left = reader.ReadList(); left > 0; left--)
            {
                heard |= ReadItem(ref reader, sink, said, requests);
            }
        }
        catch (FormatException)
        {
            // A frame that is no MessagePack is no news: prices come again.
        }

        return heard;
    }

    private static bool ReadItem(ref PackedReader reader, SocketSink? sink, byte[]? said, DataRequests? requests)
    {
        var item = new DataItem();
        ReadOnlySpan<byte> symbol = default, text = default;
        for (var left = reader.ReadMap(); left > 0; left--)
        {
            if (!reader.TryReadText(out var name))
            {
                reader.Skip();
            }
            else if (name.SequenceEqual("S"u8))
            {
                _ = reader.TryReadText(out symbol);
            }
            else if (name.SequenceEqual("msg"u8))
            {
                _ = reader.TryReadText(out text);
            }
            else
            {
                item.Take(name, ref reader);
            }
        }

        return item.End(symbol, text, sink, said, requests);
    }
}
