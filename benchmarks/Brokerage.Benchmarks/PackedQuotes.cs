using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Brokerage.Benchmarks;

/// <summary>Quotes of options in MessagePack, as Alpaca writes them: made, and read by hand.</summary>
internal static class PackedQuotes
{
    private static readonly DateTimeOffset Time = new(2026, 3, 2, 14, 30, 0, TimeSpan.Zero);

    public static string[] Symbols { get; } = [.. Enumerable.Range(100, 100).Select(strike => string.Create(CultureInfo.InvariantCulture, $"AAPL270115C00{strike}000"))];

    /// <summary>What a data stream says to a login.</summary>
    public static byte[] Success(string word) => [0x91, 0x82, .. Text("T"), .. Text("success"), .. Text("msg"), .. Text(word)];

    public static byte[][] Frames(int count) => [.. Enumerable.Range(0, count).Select(Frame)];

    /// <summary>As a person would write it who trusts that the message is as documented.</summary>
    public static void Decode(ReadOnlySpan<byte> frame, out ReadOnlySpan<byte> symbol, out QuoteTick tick)
    {
        symbol = default;
        decimal? bid = null, ask = null, bidSize = null, askSize = null;
        DateTimeOffset time = default;
        int at = 1, left = frame[at++] & 0x0F;
        for (; left > 0; left--)
        {
            ReadOnlySpan<byte> name = ReadText(frame, ref at);
            if (name.SequenceEqual("S"u8)) symbol = ReadText(frame, ref at);
            else if (name.SequenceEqual("bp"u8)) bid = ReadNumber(frame, ref at);
            else if (name.SequenceEqual("ap"u8)) ask = ReadNumber(frame, ref at);
            else if (name.SequenceEqual("bs"u8)) bidSize = ReadNumber(frame, ref at);
            else if (name.SequenceEqual("as"u8)) askSize = ReadNumber(frame, ref at);
            else if (name.SequenceEqual("t"u8)) time = ReadTime(frame, ref at);
            else _ = ReadText(frame, ref at);
        }

        tick = new QuoteTick { Bid = bid, Ask = ask, BidSize = bidSize, AskSize = askSize, Time = time };
    }

    private static ReadOnlySpan<byte> ReadText(ReadOnlySpan<byte> frame, scoped ref int at)
    {
        int length = frame[at++] & 0x1F;
        at += length;
        return frame.Slice(at - length, length);
    }

    private static decimal ReadNumber(ReadOnlySpan<byte> frame, ref int at)
    {
        if (frame[at] == 0xCB)
        {
            at += 9;
            return (decimal)BinaryPrimitives.ReadDoubleBigEndian(frame[(at - 8)..]);
        }

        at += 3;
        return BinaryPrimitives.ReadUInt16BigEndian(frame[(at - 2)..]);
    }

    private static DateTimeOffset ReadTime(ReadOnlySpan<byte> frame, ref int at)
    {
        at += 10;
        ulong both = BinaryPrimitives.ReadUInt64BigEndian(frame[(at - 8)..]);
        return DateTimeOffset.FromUnixTimeSeconds((long)(both & 0x3_FFFF_FFFF)).AddTicks((long)(both >> 34) / TimeSpan.NanosecondsPerTick);
    }

    private static byte[] Frame(int i) =>
    [
        0x91, 0x8A, .. Text("T"), .. Text("q"), .. Text("S"), .. Text(Symbols[i % Symbols.Length]), .. Text("bx"), .. Text("C"), .. Text("bp"), .. Price(12.35 + (i % 50)), .. Text("bs"), .. Size(7),
        .. Text("ax"), .. Text("N"), .. Text("ap"), .. Price(12.5 + (i % 50)), .. Text("as"), .. Size(i), .. Text("c"), .. Text("R"), .. Text("t"), .. At(Time),
    ];

    private static byte[] Text(string text) => [(byte)(0xA0 | text.Length), .. Encoding.ASCII.GetBytes(text)];

    private static byte[] Size(int size) => [0xCD, (byte)(size >> 8), (byte)size];

    private static byte[] Price(double price)
    {
        byte[] bytes = new byte[9];
        bytes[0] = 0xCB;
        BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(1), price);
        return bytes;
    }

    private static byte[] At(DateTimeOffset time)
    {
        byte[] bytes = new byte[10];
        (bytes[0], bytes[1]) = (0xD7, 0xFF);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(2), (123_456_700UL << 34) | (ulong)time.ToUnixTimeSeconds());
        return bytes;
    }
}
