using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Brokerage.Transport;

namespace Brokerage.Alpaca.Streaming;

/// <summary>
/// Reads MessagePack, as far as a data stream speaks it: lists, objects, texts, numbers and the timestamp extension. All else is passed over,
/// without recursion, so that no message can exhaust the stack. Makes no object.
/// </summary>
/// <remarks>The format: github.com/msgpack/msgpack/blob/master/spec.md.</remarks>
[StructLayout(LayoutKind.Auto)]
internal ref struct PackedReader(ReadOnlySpan<byte> data)
{
    private const byte Timestamp = 0xFF;
    private const double LargestNumber = 1e15;

    private ReadOnlySpan<byte> _rest = data;

    /// <summary>How many items follow.</summary>
    /// <exception cref="FormatException">There is no list here, or the message ends too early.</exception>
    public long ReadList()
    {
        var head = Take(1)[0];
        return head switch
        {
            >= 0x90 and <= 0x9F => head & 0x0F,
            0xDC or 0xDD => (long)Whole(2 << (head - 0xDC)),
            _ => throw Malformed(),
        };
    }

    /// <summary>How many pairs of name and value follow.</summary>
    /// <exception cref="FormatException">There is no object here, or the message ends too early.</exception>
    public long ReadMap()
    {
        var head = Take(1)[0];
        return head switch
        {
            >= 0x80 and <= 0x8F => head & 0x0F,
            0xDE or 0xDF => (long)Whole(2 << (head - 0xDE)),
            _ => throw Malformed(),
        };
    }

    /// <summary>The next value if it is a text; any other is passed over.</summary>
    /// <exception cref="FormatException">The message ends too early.</exception>
    public bool TryReadText(out ReadOnlySpan<byte> text)
    {
        var head = Peek();
        if (head is not ((>= 0xA0 and <= 0xBF) or (>= 0xD9 and <= 0xDB)))
        {
            Skip();
            text = default;
            return false;
        }

        Take(1);
        text = Take(head <= 0xBF ? head & 0x1F : (long)Whole(1 << (head - 0xD9)));
        return true;
    }

    /// <summary>The next value if it is a number that a price or a size can be; any other is passed over.</summary>
    /// <exception cref="FormatException">The message ends too early.</exception>
    public bool TryReadNumber(out decimal number)
    {
        var head = Peek();
        if (head is not (<= 0x7F or >= 0xE0 or (>= 0xCA and <= 0xD3)))
        {
            Skip();
            number = 0m;
            return false;
        }

        Take(1);
        switch (head)
        {
            case 0xCA:
                return TryConvert(BinaryPrimitives.ReadSingleBigEndian(Take(4)), out number);
            case 0xCB:
                return TryConvert(BinaryPrimitives.ReadDoubleBigEndian(Take(8)), out number);
            case >= 0xCC and <= 0xCF:
                number = Whole(1 << (head - 0xCC));
                return true;
            case >= 0xD0 and <= 0xD3:
                number = Signed(1 << (head - 0xD0));
                return true;
            default:
                number = (sbyte)head;
                return true;
        }
    }

    /// <summary>The next value if it is a time, as the timestamp extension or as a text; any other is passed over. Nanoseconds are cut to ticks.</summary>
    /// <exception cref="FormatException">The message ends too early.</exception>
    public bool TryReadTime(out DateTimeOffset time)
    {
        time = default;
        var length = _rest switch
        {
            [0xD6, Timestamp, ..] => 4,
            [0xD7, Timestamp, ..] => 8,
            [0xC7, 12, Timestamp, ..] => 12,
            _ => 0,
        };
        if (length == 0)
        {
            return TryReadText(out var text) && LenientTime.TryParseInstant(text, assumeUtc: false, out time);
        }

        Take(length == 12 ? 3 : 2);
        var (seconds, nanoseconds) = Instant(length);
        if (nanoseconds > 999_999_999 || seconds is < -62_135_596_800 or > 253_402_300_799)
        {
            return false;
        }

        time = DateTimeOffset.FromUnixTimeSeconds(seconds).AddTicks((long)nanoseconds / TimeSpan.NanosecondsPerTick);
        return true;
    }

    /// <summary>Passes over one value, whatever it is and holds.</summary>
    /// <exception cref="FormatException">The message ends too early.</exception>
    public void Skip()
    {
        for (long left = 1; left > 0; left--)
        {
            left += SkipOne(Take(1)[0]);
        }
    }

    /// <summary>Passes over one value but for what it holds; how many values that is.</summary>
    private long SkipOne(byte head)
    {
        switch (head)
        {
            case <= 0x7F or >= 0xE0 or 0xC0 or 0xC2 or 0xC3:
                return 0;
            case <= 0x8F:
                return 2 * (head & 0x0F);
            case <= 0x9F:
                return head & 0x0F;
            case 0xDC or 0xDD:
                return (long)Whole(2 << (head - 0xDC));
            case 0xDE or 0xDF:
                return 2 * (long)Whole(2 << (head - 0xDE));
            default:
                Take(Length(head));
                return 0;
        }
    }

    /// <summary>The length of a value that holds no others.</summary>
    private long Length(byte head) => head switch
    {
        >= 0xA0 and <= 0xBF => head & 0x1F,
        >= 0xC4 and <= 0xC6 => (long)Whole(1 << (head - 0xC4)),
        >= 0xC7 and <= 0xC9 => 1 + (long)Whole(1 << (head - 0xC7)),
        0xCA => 4,
        0xCB => 8,
        >= 0xCC and <= 0xCF => 1 << (head - 0xCC),
        >= 0xD0 and <= 0xD3 => 1 << (head - 0xD0),
        >= 0xD4 and <= 0xD8 => 1 + (1 << (head - 0xD4)),
        >= 0xD9 and <= 0xDB => (long)Whole(1 << (head - 0xD9)),
        _ => throw Malformed(),
    };

    private (long Seconds, ulong Nanoseconds) Instant(int length)
    {
        switch (length)
        {
            case 4:
                return ((long)Whole(4), 0);
            case 8:
                // 30 bits of nanoseconds, 34 of seconds.
                var both = Whole(8);
                return ((long)(both & 0x3_FFFF_FFFF), both >> 34);
            default:
                var nanoseconds = Whole(4);
                return ((long)Whole(8), nanoseconds);
        }
    }

    private long Signed(int width)
    {
        var unused = 64 - (8 * width);
        return (long)Whole(width) << unused >> unused;
    }

    private ulong Whole(int width)
    {
        ulong value = 0;
        foreach (var part in Take(width))
        {
            value = (value << 8) | part;
        }

        return value;
    }

    private static bool TryConvert(double from, out decimal number)
    {
        // False for what is no number, too, and for what only rounding would make zero.
        var fits = Math.Abs(from) < LargestNumber;
        number = fits ? (decimal)from : 0m;
        return fits && (number != 0m || from == 0d);
    }

    private readonly byte Peek() => _rest.IsEmpty ? throw Malformed() : _rest[0];

    private ReadOnlySpan<byte> Take(long length)
    {
        if (length > _rest.Length)
        {
            throw Malformed();
        }

        var taken = _rest[..(int)length];
        _rest = _rest[(int)length..];
        return taken;
    }

    private static FormatException Malformed() => new("The message is no MessagePack, or ends too early.");
}
