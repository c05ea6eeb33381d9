using System.Buffers.Binary;
using System.Text;

namespace Brokerage;

/// <summary>Reads what <see cref="CanonicalWriter"/> wrote, and refuses anything else.</summary>
internal ref struct CanonicalReader(ReadOnlySpan<byte> data)
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private ReadOnlySpan<byte> _rest = data;

    internal delegate T Read<out T>(ref CanonicalReader reader);

    internal static FormatException Damaged() => new("The bytes are damaged, or were not written by this codec.");

    internal readonly void End()
    {
        if (!_rest.IsEmpty) throw Damaged();
    }

    internal void Magic(ReadOnlySpan<byte> magic)
    {
        if (!Take(magic.Length).SequenceEqual(magic)) throw Damaged();
    }

    internal byte Byte() => Take(1)[0];

    internal bool Bool() => Byte() switch
    {
        0 => false,
        1 => true,
        _ => throw Damaged(),
    };

    internal int Int() => BinaryPrimitives.ReadInt32BigEndian(Take(sizeof(int)));

    internal long Long() => BinaryPrimitives.ReadInt64BigEndian(Take(sizeof(long)));

    internal string Text()
    {
        try
        {
            return Utf8.GetString(Take(Int()));
        }
        catch (DecoderFallbackException)
        {
            throw Damaged();
        }
    }

    internal decimal Decimal()
    {
        var text = Text();
        return DecimalText.TryRead(text, out var value) && string.Equals(DecimalText.Canonical(value), text, StringComparison.Ordinal)
            ? value
            : throw Damaged();
    }

    internal DateTimeOffset Time()
    {
        var ticks = Long();
        return ticks >= DateTime.MinValue.Ticks && ticks <= DateTime.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : throw Damaged();
    }

    internal DateOnly Day()
    {
        var day = Int();
        return day >= DateOnly.MinValue.DayNumber && day <= DateOnly.MaxValue.DayNumber ? DateOnly.FromDayNumber(day) : throw Damaged();
    }

    internal T Word<T>()
        where T : struct, Enum
    {
        var value = (T)Enum.ToObject(typeof(T), Int());
        return Enum.IsDefined(value) ? value : throw Damaged();
    }

    internal T? OptionalClass<T>(Read<T> read)
        where T : class => Bool() ? read(ref this) : null;

    internal T? OptionalStruct<T>(Read<T> read)
        where T : struct => Bool() ? read(ref this) : null;

    internal T[] List<T>(Read<T> read)
    {
        var count = Int();
        // Every item takes a byte at least, so a larger count is a lie and must not make us allocate.
        if (count < 0 || count > _rest.Length) throw Damaged();

        var values = new T[count];
        for (var i = 0; i < count; i++) values[i] = read(ref this);
        return values;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _rest.Length) throw Damaged();

        var taken = _rest[..count];
        _rest = _rest[count..];
        return taken;
    }
}
