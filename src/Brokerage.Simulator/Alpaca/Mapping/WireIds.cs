using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Brokerage.Simulator.Alpaca.Mapping;

/// <summary>
/// The broker's ids are UUIDs, the exchange's are numbers. An order's number can be read back from its UUID; the other
/// ids only follow from what they name. The same seed gives the same ids.
/// </summary>
internal sealed class WireIds(ulong seed)
{
    // Odd, so that multiplying by it can be undone; both modulo 2^48.
    private const ulong Scramble = 0x9E37_79B9_7F4BUL;
    private const ulong Mask = (1UL << 48) - 1;
    private static readonly ulong Unscramble = Inverse(Scramble);

    public string Order(long number)
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes, $"order {number}");
        BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], (BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) & ~Mask) | ((ulong)number * Scramble & Mask));
        return Text(bytes);
    }

    public bool TryOrder(string text, out long number)
    {
        number = 0;
        if (!Guid.TryParse(text, out var id))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        id.TryWriteBytes(bytes, bigEndian: true, out _);
        number = (long)((BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]) & Mask) * Unscramble & Mask);
        return string.Equals(Order(number), Text(bytes), StringComparison.Ordinal);
    }

    public string Asset(string symbol) => Named("asset " + symbol, 0);

    public string Account(string account) => Named("account " + account, seed);

    public string Execution(string execution) => Named("execution " + execution, seed);

    public string Other(string name) => Named(name, seed);

    private static string Named(string name, ulong seed)
    {
        Span<byte> bytes = stackalloc byte[16];
        Fill(bytes, name, seed);
        return Text(bytes);
    }

    private void Fill(Span<byte> bytes, string name) => Fill(bytes, name, seed);

    private static void Fill(Span<byte> bytes, string name, ulong seed)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{name} {seed}"), hash);
        hash[..16].CopyTo(bytes);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x40);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
    }

    private static string Text(ReadOnlySpan<byte> bytes) => new Guid(bytes, bigEndian: true).ToString("D");

    // Newton's iteration doubles the number of correct bits each time.
    private static ulong Inverse(ulong odd)
    {
        var inverse = odd;
        for (var i = 0; i < 6; i++)
        {
            inverse *= 2 - (odd * inverse);
        }

        return inverse & Mask;
    }
}
