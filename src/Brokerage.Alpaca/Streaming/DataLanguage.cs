using Brokerage.Alpaca.Wire;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Streaming;

/// <summary>How a data stream is spoken, both ways: the handshake chooses.</summary>
internal abstract class DataLanguage
{
    /// <summary>Text frames of JSON.</summary>
    public static DataLanguage Json { get; } = new JsonLanguage();

    /// <summary>Binary frames of MessagePack, the only language of options.</summary>
    public static DataLanguage MessagePack { get; } = new PackedLanguage();

    public abstract SocketTarget TargetAt(Uri address);

    public abstract ValueTask SayAsync(SocketChannel channel, DataAuthenticateWire message, CancellationToken cancellationToken);

    public abstract ValueTask SayAsync(SocketChannel channel, DataSubscribeWire message, CancellationToken cancellationToken);

    /// <summary>Hands ticks to the sink; throws what an error says.</summary>
    /// <param name="message">One message, a list of small objects.</param>
    /// <param name="sink">Where ticks go; null while logging in.</param>
    /// <param name="said">A word of success to look for; null for none.</param>
    /// <param name="requests">What waits for its answer; null while logging in.</param>
    /// <returns>Whether the word was said.</returns>
    /// <exception cref="BrokerageException">The stream ended or refused something.</exception>
    public abstract bool Read(ReadOnlySpan<byte> message, SocketSink? sink, byte[]? said, DataRequests? requests);

    private sealed class JsonLanguage : DataLanguage
    {
        public override SocketTarget TargetAt(Uri address) => new(address);

        public override ValueTask SayAsync(SocketChannel channel, DataAuthenticateWire message, CancellationToken cancellationToken) =>
            channel.SendAsync(message, AlpacaJson.Default.DataAuthenticateWire, cancellationToken);

        public override ValueTask SayAsync(SocketChannel channel, DataSubscribeWire message, CancellationToken cancellationToken) =>
            channel.SendAsync(message, AlpacaJson.Default.DataSubscribeWire, cancellationToken);

        public override bool Read(ReadOnlySpan<byte> message, SocketSink? sink, byte[]? said, DataRequests? requests) => DataFrame.Read(message, sink, said, requests);
    }

    private sealed class PackedLanguage : DataLanguage
    {
        public override SocketTarget TargetAt(Uri address) => new(address, [new("Content-Type", "application/msgpack")]);

        public override ValueTask SayAsync(SocketChannel channel, DataAuthenticateWire message, CancellationToken cancellationToken) =>
            channel.SendBinaryAsync(
                new PackedWriter().Map(3).Text("action").Text(message.Action).Text("key").Text(message.Key).Text("secret").Text(message.Secret).Written,
                cancellationToken);

        public override ValueTask SayAsync(SocketChannel channel, DataSubscribeWire message, CancellationToken cancellationToken) =>
            channel.SendBinaryAsync(
                new PackedWriter().Map(3).Text("action").Text(message.Action).Text("trades").Texts(message.Trades).Text("quotes").Texts(message.Quotes).Written,
                cancellationToken);

        public override bool Read(ReadOnlySpan<byte> message, SocketSink? sink, byte[]? said, DataRequests? requests) => PackedFrame.Read(message, sink, said, requests);
    }
}
