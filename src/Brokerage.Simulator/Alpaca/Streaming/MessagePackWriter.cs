using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>Writes what would be JSON as MessagePack: the data stream's second language. The member <c>t</c> of a message becomes a timestamp.</summary>
internal static class MessagePackWriter
{
    public static byte[] Write(JsonElement element)
    {
        var buffer = new ArrayBufferWriter<byte>();
        Write(buffer, element, isTime: false);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(ArrayBufferWriter<byte> to, JsonElement element, bool isTime)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Header(to, element.GetPropertyCount(), 0x80, 15, 0xDE, 0xDF);
                foreach (var member in element.EnumerateObject())
                {
                    Text(to, member.Name);
                    Write(to, member.Value, isTime: member.Name is "t");
                }

                break;
            case JsonValueKind.Array:
                Header(to, element.GetArrayLength(), 0x90, 15, 0xDC, 0xDD);
                foreach (var item in element.EnumerateArray())
                {
                    Write(to, item, isTime: false);
                }

                break;
            case JsonValueKind.String:
                var text = element.GetString()!;
                if (!isTime || !TryTimestamp(to, text))
                {
                    Text(to, text);
                }

                break;
            case JsonValueKind.Number:
                Number(to, element);
                break;
            default:
                Byte(to, element.ValueKind switch { JsonValueKind.True => 0xC3, JsonValueKind.False => 0xC2, _ => 0xC0 });
                break;
        }
    }

    private static void Number(ArrayBufferWriter<byte> to, JsonElement element)
    {
        if (!element.TryGetInt64(out var whole))
        {
            Byte(to, 0xCB);
            BinaryPrimitives.WriteDoubleBigEndian(to.GetSpan(8), element.GetDouble());
            to.Advance(8);
            return;
        }

        if (whole is >= 0 and < 128)
        {
            Byte(to, (byte)whole);
            return;
        }

        Byte(to, 0xD3);
        BinaryPrimitives.WriteInt64BigEndian(to.GetSpan(8), whole);
        to.Advance(8);
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
