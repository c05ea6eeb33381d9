using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace Brokerage;

/// <summary>
/// Writes values in the one form that the codecs store and hash: lengths before texts, decimals as their canonical text, times in UTC.
/// What it writes for a value never changes.
/// </summary>
internal sealed class CanonicalWriter
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    internal ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    internal void Magic(ReadOnlySpan<byte> magic) => _buffer.Write(magic);

    internal void Byte(byte value)
    {
        _buffer.GetSpan(1)[0] = value;
        _buffer.Advance(1);
    }

    internal void Bool(bool value) => Byte(value ? (byte)1 : (byte)0);

    internal void Int(int value)
    {
        BinaryPrimitives.WriteInt32BigEndian(_buffer.GetSpan(sizeof(int)), value);
        _buffer.Advance(sizeof(int));
    }

    internal void Long(long value)
    {
        BinaryPrimitives.WriteInt64BigEndian(_buffer.GetSpan(sizeof(long)), value);
        _buffer.Advance(sizeof(long));
    }

    internal void Text(string value)
    {
        var length = Utf8.GetByteCount(value);
        Int(length);
        Utf8.GetBytes(value, _buffer.GetSpan(length));
        _buffer.Advance(length);
    }

    internal void Decimal(decimal value) => Text(DecimalText.Canonical(value));

    internal void Time(DateTimeOffset value) => Long(value.UtcTicks);

    internal void Day(DateOnly value) => Int(value.DayNumber);

    internal void Optional<T>(T? value, Action<T> write)
        where T : class
    {
        Bool(value is not null);
        if (value is not null) write(value);
    }

    internal void Optional<T>(T? value, Action<T> write)
        where T : struct
    {
        Bool(value is not null);
        if (value is { } present) write(present);
    }

    internal void List<T>(IReadOnlyList<T> values, Action<T> write)
    {
        Int(values.Count);
        foreach (var value in values) write(value);
    }
}
