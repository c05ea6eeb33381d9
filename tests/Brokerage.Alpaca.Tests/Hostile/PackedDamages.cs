using System.Buffers.Binary;
using System.Text;
using Brokerage.TestSupport.Hostile;

namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>Ways to damage a value of a MessagePack message.</summary>
internal static class PackedDamages
{
    // Nothing here is a number, or it is one that only rounding would make zero.
    private static readonly byte[][] NoNumbers =
    [
        [0xC0], [0xC1], [0xC2], [0xC3], [0x80], [0x90], [0x91, 0x00], [0x81, 0xA1, (byte)'v', 0x00], Text(""), Text(" "), Text("N/A"), Text("NaN"), Text("12abc"), Text("\0"), [0xA2, 0xFF, 0xFE],
        Double(double.NaN), Double(double.PositiveInfinity), Double(double.NegativeInfinity), Double(1e300), Double(-1e300), Double(1e-300), Double(-1e-300), Double(double.Epsilon), Single(float.NaN), Single(float.Epsilon),
        [0xC4, 1, 0], [0xD4, 5, 0], [0xD6, 0xFF, 0, 0, 0, 0], [0xC7, 0, 5],
    ];

    private static readonly byte[][] NoWords =
        [[0xC0], [0xC1], [0xC2], [0x80], [0x90], [0x91, 0xC0], Text(""), Text("zz"), Text("Q"), [0xA3, 0xED, 0xA0, 0x80], [0x00], Double(1.5), [0xC4, 1, (byte)'q'], [0xD4, 5, 0], Text("2026-13-45T99:99:99Z")];

    private static readonly byte[][] Lies =
    [
        [0x00], [0xFF], Double(1.5), Double(-0.0), [0xCF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0xD3, 0x80, 0, 0, 0, 0, 0, 0, 0], Double(999_999_999_999_999d),
        [0xD7, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0xC7, 12, 0xFF, 0, 0, 0, 0, 0x80, 0, 0, 0, 0, 0, 0, 0], [0xC7, 12, 0xFF, 0x3B, 0x9A, 0xC9, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF],
    ];

    // What says that more follows than there is.
    private static readonly byte[][] Lengths =
    [
        [0xDB, 0xFF, 0xFF, 0xFF, 0xFF], [0xDD, 0xFF, 0xFF, 0xFF, 0xFF], [0xDF, 0xFF, 0xFF, 0xFF, 0xFF], [0xC6, 0xFF, 0xFF, 0xFF, 0xFF], [0xC9, 0xFF, 0xFF, 0xFF, 0xFF, 5],
        [0xD9, 0xFF], [0xDC, 0xFF, 0xFF], [0xDE, 0xFF, 0xFF], [0xBF], [0x9F], [0x8F], [0xCF], [0xC7],
    ];

    private static readonly byte[][] News = [[0x00], Text("0"), [0xC0], [0x82, 0xA1, (byte)'p', 0x00, 0xA1, (byte)'q', 0x92, 0x01, 0xC0], Double(double.NaN), [0xC4, 2, 0, 0]];

    /// <summary>One value is another, or gone, or there is one more.</summary>
    public static HostileAnswer OfValue(Dice dice, byte[] message)
    {
        var spot = dice.Of(PackedAnatomy.Of(message));
        var isNumber = spot.Kind == SpotKind.Number;
        var promise = isNumber ? Promise.NoNewZero : Promise.Nothing;
        switch (dice.Below(10))
        {
            case 0 when spot.NameStart >= 0:
                return new HostileAnswer("absent", PackedAnatomy.Change(message, spot.Parent, -1, spot.NameStart, spot.End, default)) { Promise = promise };
            case 1 when spot.Kind == SpotKind.Object:
                var inside = PackedAnatomy.Inside(spot.Start);
                byte[] name = dice.OneIn(4) ? dice.Of(NoNumbers) : Text("zz");
                return new HostileAnswer("unknown field", PackedAnatomy.Change(message, spot.Start, 1, inside, inside, [.. name, .. dice.Of(News)])) { Promise = Promise.NoNewZero };
            case 2 when spot.NameStart >= 0:
                byte[] twin = [.. message[spot.NameStart..spot.Start], .. dice.Of(isNumber ? NoNumbers : NoWords)];
                return new HostileAnswer("twice", PackedAnatomy.Change(message, spot.Parent, 1, spot.End, spot.End, twin)) { Promise = promise };
            case 3:
                var depth = dice.Of<int>([10, 1000, 20_000]);
                return new HostileAnswer("deep", Replaced(message, spot, [.. Enumerable.Repeat(dice.Of<byte>([0x91, 0x81]), depth), 0xC0]));
            case 4:
                return new HostileAnswer("a lie", Replaced(message, spot, dice.Of(Lies)));
            case 5:
                return new HostileAnswer("a length", Replaced(message, spot, dice.Of(Lengths))) { Promise = promise };
            default:
                return new HostileAnswer(isNumber ? "no number" : "no word", Replaced(message, spot, dice.Of(isNumber ? NoNumbers : NoWords))) { Promise = promise };
        }
    }

    private static byte[] Replaced(byte[] message, PackedSpot spot, ReadOnlySpan<byte> with) => Anatomy.Splice(message, spot.Start, spot.End, with);

    private static byte[] Text(string text) => [(byte)(0xA0 | Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Double(double value)
    {
        var bytes = new byte[9];
        bytes[0] = 0xCB;
        BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(1), value);
        return bytes;
    }

    private static byte[] Single(float value)
    {
        var bytes = new byte[5];
        bytes[0] = 0xCA;
        BinaryPrimitives.WriteSingleBigEndian(bytes.AsSpan(1), value);
        return bytes;
    }
}
