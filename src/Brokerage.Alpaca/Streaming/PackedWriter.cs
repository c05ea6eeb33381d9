using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Brokerage.Alpaca.Streaming;

/// <summary>Writes MessagePack, as far as a client of a data stream needs it: objects of texts and of lists of texts.</summary>
internal sealed class PackedWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public ReadOnlyMemory<byte> Written => _bytes.WrittenMemory;

    /// <summary>Begins an object of up to fifteen members.</summary>
    public PackedWriter Map(int count) => Byte(0x80 | count);

    public PackedWriter Text(string text)
    {
        var length = Encoding.UTF8.GetByteCount(text);
        Head(length, 0xA0, 31, 0xDA);
        Encoding.UTF8.GetBytes(text, _bytes.GetSpan(length));
        _bytes.Advance(length);
        return this;
    }

    public PackedWriter Texts(IReadOnlyCollection<string> texts)
    {
        Head(texts.Count, 0x90, 15, 0xDC);
        foreach (var text in texts)
        {
            Text(text);
        }

        return this;
    }

    // A small count stands in the head itself, a larger one in two bytes or in four behind it.
    private void Head(int count, byte small, int largest, byte wide)
    {
        if (count <= largest)
        {
            Byte(small | count);
        }
        else if (count <= ushort.MaxValue)
        {
            Byte(wide);
            BinaryPrimitives.WriteUInt16BigEndian(_bytes.GetSpan(2), (ushort)count);
            _bytes.Advance(2);
        }
        else
        {
            Byte(wide + 1);
            BinaryPrimitives.WriteUInt32BigEndian(_bytes.GetSpan(4), (uint)count);
            _bytes.Advance(4);
        }
    }

    private PackedWriter Byte(int value)
    {
        _bytes.GetSpan(1)[0] = (byte)value;
        _bytes.Advance(1);
        return this;
    }
}
