using System.Buffers;
using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Brokerage.Alpaca.Tests;

/// <summary>Writes in MessagePack what is written in JSON; a member <c>t</c> becomes a timestamp.</summary>
internal static class Packed
{
    public static byte[] FromJson(string json)
    {
        var to = new ArrayBufferWriter<byte>();
        using var document = JsonDocument.Parse(json);
        Write(to, document.RootElement);
        return to.WrittenSpan.ToArray();
    }

    /// <summary>The timestamp extension in its form of 4, 8 or 12 bytes.</summary>
    public static byte[] Time(DateTimeOffset time, uint nanoseconds, int length)
    {
        var seconds = time.ToUnixTimeSeconds();
        var bytes = new byte[length];
        switch (length)
        {
            case 4:
                BinaryPrimitives.WriteUInt32BigEndian(bytes, (uint)seconds);
                return [0xD6, 0xFF, .. bytes];
            case 8:
                BinaryPrimitives.WriteUInt64BigEndian(bytes, ((ulong)nanoseconds << 34) | (ulong)seconds);
                return [0xD7, 0xFF, .. bytes];
            default:
                BinaryPrimitives.WriteUInt32BigEndian(bytes, nanoseconds);
                BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(4), seconds);
                return [0xC7, 12, 0xFF, .. bytes];
        }
    }

    private static void Write(ArrayBufferWriter<byte> to, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                to.Write<byte>([0xDE, 0, (byte)value.GetPropertyCount()]);
                foreach (var member in value.EnumerateObject())
                {
                    Text(to, member.Name);
                    if (member.Name is "t")
                    {
                        var whole = DateTimeOffset.Parse(member.Value.GetString()!, CultureInfo.InvariantCulture);
                        to.Write(Time(whole, (uint)(whole.Ticks % TimeSpan.TicksPerSecond * 100), 8));
                    }
                    else
                    {
                        Write(to, member.Value);
                    }
                }

                break;
            case JsonValueKind.Array:
                to.Write<byte>([0xDC, 0, (byte)value.GetArrayLength()]);
                foreach (var item in value.EnumerateArray())
                {
                    Write(to, item);
                }

                break;
            case JsonValueKind.Number when value.TryGetUInt16(out var small):
                to.Write<byte>([0xCD, (byte)(small >> 8), (byte)small]);
                break;
            case JsonValueKind.Number:
                var bytes = new byte[8];
                BinaryPrimitives.WriteDoubleBigEndian(bytes, value.GetDouble());
                to.Write<byte>([0xCB, .. bytes]);
                break;
            case JsonValueKind.String:
                Text(to, value.GetString()!);
                break;
            default:
                to.Write<byte>([value.ValueKind switch { JsonValueKind.True => 0xC3, JsonValueKind.False => 0xC2, _ => 0xC0 }]);
                break;
        }
    }

    private static void Text(ArrayBufferWriter<byte> to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        to.Write<byte>([0xD9, (byte)bytes.Length, .. bytes]);
    }
}
