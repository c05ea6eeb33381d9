using System.Text.Json;
using Brokerage.Transport;

namespace Brokerage.Benchmarks;

/// <summary>Decodes frames as an adapter would.</summary>
internal sealed class FrameProtocol : SocketProtocol
{
    public override ValueTask<SocketTarget> GetTargetAsync(CancellationToken cancellationToken = default) => new(new SocketTarget(new Uri("wss://stream.acme.test/")));

    public override ValueTask AuthenticateAsync(SocketChannel channel, CancellationToken cancellationToken = default) => default;

    public override ValueTask SubscribeAsync(SocketChannel channel, SocketSubscription subscription, CancellationToken cancellationToken = default) => default;

    public override ValueTask ReceiveAsync(ReadOnlyMemory<byte> message, SocketSink sink, CancellationToken cancellationToken = default)
    {
        Decode(message.Span, out ReadOnlySpan<byte> symbol, out QuoteTick tick);
        sink.Quote(symbol, tick);
        return default;
    }

    public static void Decode(ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> symbol, out QuoteTick tick)
    {
        symbol = default;
        decimal? bid = null, ask = null, bidSize = null, askSize = null;
        DateTimeOffset time = default;
        Utf8JsonReader reader = new(frame);
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName) continue;
            ReadOnlySpan<byte> name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("S"u8)) symbol = reader.ValueSpan;
            else if (name.SequenceEqual("bp"u8)) bid = reader.GetDecimal();
            else if (name.SequenceEqual("ap"u8)) ask = reader.GetDecimal();
            else if (name.SequenceEqual("bs"u8)) bidSize = reader.GetDecimal();
            else if (name.SequenceEqual("as"u8)) askSize = reader.GetDecimal();
            else if (name.SequenceEqual("t"u8)) _ = LenientTime.TryParseInstant(reader.ValueSpan, assumeUtc: false, out time);
        }

        tick = new QuoteTick { Bid = bid, Ask = ask, BidSize = bidSize, AskSize = askSize, Time = time };
    }
}
