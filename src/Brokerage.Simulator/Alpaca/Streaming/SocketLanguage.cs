using System.Net.WebSockets;

namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>How a socket speaks.</summary>
/// <param name="MessagePack">MessagePack instead of JSON, both ways.</param>
/// <param name="Binary">Binary frames; the trading stream sends its JSON in them.</param>
/// <param name="Lists">Every frame is a list of messages.</param>
internal sealed record SocketLanguage(bool MessagePack, bool Binary, bool Lists)
{
    public WebSocketMessageType FrameType => Binary || MessagePack ? WebSocketMessageType.Binary : WebSocketMessageType.Text;
}
