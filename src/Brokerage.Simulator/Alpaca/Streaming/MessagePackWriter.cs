using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>
/// Writes what would be JSON as MessagePack: the streams' second language. The member <c>t</c> of a message becomes a timestamp, a price is a
/// double however round it is, and a whole number takes as little room as it can: clients read 64 bits as another type than fewer.
/// </summary>
internal static class MessagePackWriter
{
    private static readonly string[] Prices = ["bp", "ap", "p", "o", "h", "l", "c", "vw"];

    public static byte[] Write(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, element, "");
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> to, JsonElement element, string name)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Header(to, element.GetPropertyCount(), 0x80, 15, 0xDE, 0xDF);
                foreach (var member in element.EnumerateObject())
                {
                    Text(to, member.Name);
                    Write(to, member.Value, member.Name);
                }

                break;
            case JsonValueKind.Array:
                Header(to, element.GetArrayLength(), 0x90, 15, 0xDC, 0xDD);
                foreach (var item in element.EnumerateArray())
                {
                    Write(to, item, "");
                }

                break;
            case JsonValueKind.String:
                var text = element.GetString()!;
                if (name is not "t" || !TryTimestamp(to, text))
                {
                    Text(to, text);
                }

                break;
            case JsonValueKind.Number:
                Number(to, element, isPrice: Prices.Contains(name, StringComparer.Ordinal));
                break;
            default:
                Byte(to, element.ValueKind switch { JsonValueKind.True => 0xC3, JsonValueKind.False => 0xC2, _ => 0xC0 });
                break;
        }
    }

    private static void Number(ArrayBufferWriter<byte> to, JsonElement element, bool isPrice)
    {
        if (isPrice || !element.TryGetInt64(out var whole))
        {
            Byte(to, 0xCB);
            BinaryPrimitives.WriteDoubleBigEndian(to.GetSpan(8), element.GetDouble());
            to.Advance(8);
            return;
        }

        switch (whole)
        {
            case >= 0 and < 128:
                Byte(to, (byte)whole);
                break;
            case >= 0 and <= byte.MaxValue:
                Byte(to, 0xCC);
                Byte(to, (byte)whole);
                break;
            case >= 0 and <= ushort.MaxValue:
                Byte(to, 0xCD);
                BinaryPrimitives.WriteUInt16BigEndian(to.GetSpan(2), (ushort)whole);
                to.Advance(2);
                break;
            case >= 0 and <= uint.MaxValue:
                Byte(to, 0xCE);
                BinaryPrimitives.WriteUInt32BigEndian(to.GetSpan(4), (uint)whole);
                to.Advance(4);
                break;
            default:
                Byte(to, 0xD3);
                BinaryPrimitives.WriteInt64BigEndian(to.GetSpan(8), whole);
                to.Advance(8);
                break;
        }
    }

    // The extension of type -1 in its eight-byte form: 30 bits of nanoseconds, 34 bits of seconds.
    private static bool TryTimestamp(ArrayBufferWriter<byte> to, string text)
    {
        if (!DateTimeOffset.TryParse(text[..Math.Min(19, text.Length)] + "Z", CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var time))
        {
            return false;
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var nanos = dot < 0 ? 0UL : ulong.Parse(text[(dot + 1)..].TrimEnd('Z').PadRight(9, '0'), CultureInfo.InvariantCulture);
        Byte(to, 0xD7);
        Byte(to, 0xFF);
        BinaryPrimitives.WriteUInt64BigEndian(to.GetSpan(8), (nanos << 34) | (ulong)time.ToUnixTimeSeconds());
        to.Advance(8);
        return true;
    }

    private static void Text(ArrayBufferWriter<byte> to, string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        if (length < 32)
        {
            Byte(to, (byte)(0xA0 | length));
        }
        else if (length < 256)
        {
            Byte(to, 0xD9);
            Byte(to, (byte)length);
        }
        else
        {
            Byte(to, 0xDB);
            BinaryPrimitives.WriteUInt32BigEndian(to.GetSpan(4), (uint)length);
            to.Advance(4);
        }

        Encoding.UTF8.GetBytes(text, to.GetSpan(length));
        to.Advance(length);
    }

    private static void Header(ArrayBufferWriter<byte> to, int count, byte few, int fewest, byte some, byte many)
    {
        if (count <= fewest)
        {
            Byte(to, (byte)(few | count));
        }
        else if (count <= ushort.MaxValue)
        {
            Byte(to, some);
            BinaryPrimitives.WriteUInt16BigEndian(to.GetSpan(2), (ushort)count);
            to.Advance(2);
        }
        else
        {
            Byte(to, many);
            BinaryPrimitives.WriteUInt32BigEndian(to.GetSpan(4), (uint)count);
            to.Advance(4);
        }
    }

    private static void Byte(ArrayBufferWriter<byte> to, byte value)
    {
        to.GetSpan(1)[0] = value;
        to.Advance(1);
    }
}
