using System.Text;

namespace Brokerage.Exchange;

/// <summary>
/// The exchange's own random numbers: a function of (seed, stream, index) and nothing else, so that the number for a step does not depend on
/// what was asked before it, and adding a listing moves no other price.
/// <code>value(seed, stream, index) = mix(mix(seed + stream × φ) + index × φ)   over 64 bits, φ = 0x9E3779B97F4A7C15
/// mix(z): z = (z ^ z >> 30) × 0xBF58476D1CE4E5B9; z = (z ^ z >> 27) × 0x94D049BB133111EB; z ^ z >> 31</code>
/// which is SplitMix64 with a key in place of its start. Stream names become numbers by FNV-1a over their UTF-8 bytes.
/// </summary>
internal readonly struct CounterRandom(ulong seed, ulong stream)
{
    private const ulong Phi = 0x9E3779B97F4A7C15;
    private readonly ulong _key = Mix(unchecked(seed + (stream * Phi)));

    public CounterRandom(ulong seed, string stream)
        : this(seed, NameOf(stream))
    {
    }

    public ulong At(ulong index) => Mix(unchecked(_key + (index * Phi)));

    /// <summary>A number from 0 to <paramref name="count"/> − 1.</summary>
    public long Below(ulong index, long count) => (long)(((UInt128)At(index) * (ulong)count) >> 64);

    /// <summary>A fraction from 0 up to but not including 1, with 53 bits.</summary>
    public double Fraction(ulong index) => (At(index) >> 11) * (1.0 / (1UL << 53));

    public static ulong NameOf(string name)
    {
        var hash = 0xCBF29CE484222325UL;
        foreach (var one in Encoding.UTF8.GetBytes(name))
        {
            hash = unchecked((hash ^ one) * 0x100000001B3UL);
        }

        return hash;
    }

    private static ulong Mix(ulong z)
    {
        unchecked
        {
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}
