using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Brokerage.Simulator.Tests.Support;

/// <summary>Reads a frame in MessagePack after the format's own description, as JSON; the timestamp extension becomes a text with nanoseconds.</summary>
internal sealed class PackedText
{
    private readonly byte[] _bytes;
    private int _at;

    private PackedText(byte[] bytes) => _bytes = bytes;

    public static byte[] ToJson(byte[] bytes)
    {
        var frame = new PackedText(bytes);
        var value = frame.Value();
        Assert.Equal(bytes.Length, frame._at);
        return Encoding.UTF8.GetBytes(value?.ToJsonString() ?? "null");
    }

    private JsonNode? Value()
    {
        var head = _bytes[_at++];
        return head switch
        {
            <= 0x7F => JsonValue.Create((int)head),
            <= 0x8F => Map(head & 0x0F),
            <= 0x9F => List(head & 0x0F),
            <= 0xBF => JsonValue.Create(Text(head & 0x1F)),
            0xC0 => null,
            0xC2 or 0xC3 => JsonValue.Create(head == 0xC3),
            0xC7 => Extension((int)Whole(1)),
            0xCA => JsonValue.Create(BinaryPrimitives.ReadSingleBigEndian(Take(4))),
            0xCB => JsonValue.Create(BinaryPrimitives.ReadDoubleBigEndian(Take(8))),
            0xCC or 0xCD or 0xCE or 0xCF => JsonValue.Create(Whole(1 << (head - 0xCC))),
            0xD0 or 0xD1 or 0xD2 or 0xD3 => JsonValue.Create(Signed(1 << (head - 0xD0))),
            0xD6 => Extension(4),
            0xD7 => Extension(8),
            0xD9 or 0xDA or 0xDB => JsonValue.Create(Text((int)Whole(1 << (head - 0xD9)))),
            0xDC or 0xDD => List((int)Whole(head == 0xDC ? 2 : 4)),
            0xDE or 0xDF => Map((int)Whole(head == 0xDE ? 2 : 4)),
            >= 0xE0 => JsonValue.Create((int)(sbyte)head),
            _ => throw new FormatException($"{head:X2} at {_at - 1}"),
        };
    }

    private JsonObject Map(int count)
    {
        var map = new JsonObject();
        for (var i = 0; i < count; i++)
        {
            var name = Value()!.GetValue<string>();
            map.Add(name, Value());
        }

        return map;
    }

    private JsonArray List(int count)
    {
        var list = new JsonArray();
        for (var i = 0; i < count; i++)
        {
            list.Add(Value());
        }

        return list;
    }

    private JsonValue Extension(int length)
    {
        Assert.Equal(-1, (sbyte)_bytes[_at++]);
        var (nanos, seconds) = length switch
        {
            4 => (0UL, (long)Whole(4)),
            8 when Whole(8) is var both => (both >> 34, (long)(both & 0x3_FFFF_FFFF)),
            _ => (Whole(4), (long)Whole(8)),
        };
        var time = DateTimeOffset.FromUnixTimeSeconds(seconds);
        return JsonValue.Create($"{time.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture)}.{nanos.ToString("D9", CultureInfo.InvariantCulture)}Z");
    }

    private long Signed(int width) => (long)Whole(width) << (64 - (8 * width)) >> (64 - (8 * width));

    private ulong Whole(int width)
    {
        ulong value = 0;
        foreach (var part in Take(width))
        {
            value = (value << 8) | part;
        }

        return value;
    }

    private string Text(int length) => Encoding.UTF8.GetString(Take(length));

    private ReadOnlySpan<byte> Take(int length) => _bytes.AsSpan((_at += length) - length, length);
}
