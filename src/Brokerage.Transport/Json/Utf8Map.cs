using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Brokerage.Transport;

/// <summary>
/// Looks values up by UTF-8 text without making strings: symbols, field names and words in frames of a stream. Immutable and thread-safe.
/// </summary>
/// <typeparam name="T">The values.</typeparam>
public sealed class Utf8Map<T>
{
    private readonly Dictionary<byte[], T> _values;
    private readonly Dictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> _bySpan;

    /// <summary>Makes a map; of a key that occurs twice the last value stays.</summary>
    public Utf8Map(IEnumerable<KeyValuePair<string, T>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        _values = new(Comparer.Instance);
        foreach ((string key, T value) in values) _values[Encoding.UTF8.GetBytes(key)] = value;
        _bySpan = _values.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    /// <summary>How many keys there are.</summary>
    public int Count => _values.Count;

    /// <summary>Looks a key up.</summary>
    public bool TryGet(ReadOnlySpan<byte> key, [MaybeNullWhen(false)] out T value) => _bySpan.TryGetValue(key, out value);

    private sealed class Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public static readonly Comparer Instance = new();

        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            HashCode hash = default;
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
