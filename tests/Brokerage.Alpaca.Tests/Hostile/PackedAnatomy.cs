using System.Buffers.Binary;
using Brokerage.TestSupport.Hostile;

namespace Brokerage.Alpaca.Tests.Hostile;

/// <summary>Where the values of a message lie that <see cref="Packed"/> wrote: its lists and objects have counts of two bytes.</summary>
internal static class PackedAnatomy
{
    private const int Head = 3;

    /// <summary>Every value, containers too.</summary>
    public static IReadOnlyList<PackedSpot> Of(byte[] message)
    {
        var spots = new List<PackedSpot>();
        Add(message, 0, -1, -1, spots);
        return spots;
    }

    /// <summary>The message with one pair more, or less, in one of its objects.</summary>
    /// <param name="message">The message.</param>
    /// <param name="parent">Where the object begins.</param>
    /// <param name="pairs">How many pairs more.</param>
    /// <param name="from">Where the change begins.</param>
    /// <param name="to">Where it has ended.</param>
    /// <param name="with">What stands there instead.</param>
    public static byte[] Change(byte[] message, int parent, int pairs, int from, int to, ReadOnlySpan<byte> with)
    {
        var changed = Anatomy.Splice(message, from, to, with);
        var count = changed.AsSpan(parent + 1, 2);
        BinaryPrimitives.WriteUInt16BigEndian(count, (ushort)(BinaryPrimitives.ReadUInt16BigEndian(count) + pairs));
        return changed;
    }

    /// <summary>Where the pairs of an object begin.</summary>
    public static int Inside(int parent) => parent + Head;

    private static int Add(byte[] message, int start, int parent, int nameStart, List<PackedSpot> spots)
    {
        var end = start + Head;
        var kind = SpotKind.Literal;
        switch (message[start])
        {
            case 0xDE:
                kind = SpotKind.Object;
                for (var left = Count(message, start); left > 0; left--)
                    end = Add(message, AfterText(message, end), start, end, spots);
                break;
            case 0xDC:
                kind = SpotKind.List;
                for (var left = Count(message, start); left > 0; left--)
                    end = Add(message, end, -1, -1, spots);
                break;
            case 0xD9:
                (kind, end) = (SpotKind.Text, AfterText(message, start));
                break;
            case 0xCD:
                kind = SpotKind.Number;
                break;
            case 0xCB:
                (kind, end) = (SpotKind.Number, start + 9);
                break;
            case 0xD7:
                end = start + 10;
                break;
            default:
                end = start + 1;
                break;
        }

        spots.Add(new PackedSpot(kind, parent, nameStart, start, end));
        return end;
    }

    private static int Count(byte[] message, int start) => BinaryPrimitives.ReadUInt16BigEndian(message.AsSpan(start + 1));

    private static int AfterText(byte[] message, int start) => start + 2 + message[start + 1];
}
