using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Brokerage.Simulator.Alpaca.Streaming;

/// <summary>Reads what clients say in MessagePack, which is never more than texts, lists and objects, and gives it as JSON.</summary>
internal static class MessagePackReader
{
    private const int Deepest = 16;

    /// <exception cref="FormatException">The bytes are no MessagePack, or more than a client would say.</exception>
    public static byte[] ToJson(ReadOnlySpan<byte> data)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            var at = 0;
            try
            {
                Value(data, ref at, json, 0);
            }
            catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or InvalidOperationException)
            {
                throw new FormatException("The message ends too early, or is no message.", e);
            }
        }

        return stream.ToArray();
    }

    private static void Value(ReadOnlySpan<byte> data, ref int at, Utf8JsonWriter json, int depth)
    {
        if (depth > Deepest)
        {
            throw new FormatException("The message is nested too deeply.");
        }

        var head = data[at++];
        switch (head)
        {
            case <= 0x7F:
                json.WriteNumberValue(head);
                return;
            case <= 0x8F:
                Map(data, ref at, json, head & 0x0F, depth);
                return;
            case <= 0x9F:
                Array(data, ref at, json, head & 0x0F, depth);
                return;
            case <= 0xBF:
                json.WriteStringValue(Text(data, ref at, head & 0x1F));
                return;
            case >= 0xE0:
                json.WriteNumberValue((sbyte)head);
                return;
            case 0xC0:
                json.WriteNullValue();
                return;
            case 0xC2 or 0xC3:
                json.WriteBooleanValue(head == 0xC3);
                return;
            case 0xD9 or 0xDA or 0xDB:
                json.WriteStringValue(Text(data, ref at, Unsigned(data, ref at, 1 << (head - 0xD9))));
                return;
            case 0xDC or 0xDD:
                Array(data, ref at, json, Unsigned(data, ref at, head == 0xDC ? 2 : 4), depth);
                return;
            case 0xDE or 0xDF:
                Map(data, ref at, json, Unsigned(data, ref at, head == 0xDE ? 2 : 4), depth);
                return;
            case 0xCA:
                json.WriteNumberValue(BinaryPrimitives.ReadSingleBigEndian(data.Slice(at, 4)));
                at += 4;
                return;
            case 0xCB:
                json.WriteNumberValue(BinaryPrimitives.ReadDoubleBigEndian(data.Slice(at, 8)));
                at += 8;
                return;
            case 0xCC or 0xCD or 0xCE:
                json.WriteNumberValue(Unsigned(data, ref at, 1 << (head - 0xCC)));
                return;
            default:
                throw new FormatException($"A value of type {head:X2} has no meaning here.");
        }
    }

    private static void Map(ReadOnlySpan<byte> data, ref int at, Utf8JsonWriter json, int count, int depth)
    {
        json.WriteStartObject();
        for (var i = 0; i < count; i++)
        {
            var head = data[at++];
            var length = head switch
            {
                >= 0xA0 and <= 0xBF => head & 0x1F,
                0xD9 => Unsigned(data, ref at, 1),
                _ => throw new FormatException("A name is no text."),
            };
            json.WritePropertyName(Text(data, ref at, length));
            Value(data, ref at, json, depth + 1);
        }

        json.WriteEndObject();
    }

    private static void Array(ReadOnlySpan<byte> data, ref int at, Utf8JsonWriter json, int count, int depth)
    {
        json.WriteStartArray();
        for (var i = 0; i < count; i++)
        {
            Value(data, ref at, json, depth + 1);
        }

        json.WriteEndArray();
    }

    private static int Unsigned(ReadOnlySpan<byte> data, ref int at, int width)
    {
        long value = 0;
        for (var i = 0; i < width; i++)
        {
            value = (value << 8) | data[at++];
        }

        return value <= int.MaxValue ? (int)value : throw new FormatException("A length is too large.");
    }

    private static string Text(ReadOnlySpan<byte> data, ref int at, int length)
    {
        var text = Encoding.UTF8.GetString(data.Slice(at, length));
        at += length;
        return text;
    }
}
