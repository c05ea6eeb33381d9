using System.Security.Cryptography;

namespace Brokerage;

/// <summary>
/// The only stored and hashed form of intents and prepared orders: versioned and canonical. Equal intents have equal bytes, whatever the
/// objects that hold them; <c>==</c> on records with lists does not tell. Every later version reads what this one wrote.
/// </summary>
public static class OrderCodec
{
    private static ReadOnlySpan<byte> Intent1 => "BKI1"u8;

    private static ReadOnlySpan<byte> Prepared1 => "BKP1"u8;

    /// <summary>The bytes of a prepared order.</summary>
    /// <exception cref="ArgumentException">Its plan is nested too deeply, or a text in it is no valid Unicode.</exception>
    public static byte[] Encode(PreparedOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var writer = new CanonicalWriter();
        writer.Magic(Prepared1);
        new OrderWriter(writer).Prepared(order);
        return writer.Written.ToArray();
    }

    /// <summary>The bytes of an intent.</summary>
    /// <exception cref="ArgumentException">Its plan is nested too deeply, or a text in it is no valid Unicode.</exception>
    public static byte[] Encode(OrderIntent intent) => Write(intent).Written.ToArray();

    /// <summary>Reads a prepared order.</summary>
    /// <exception cref="FormatException">The bytes are damaged.</exception>
    public static PreparedOrder Decode(ReadOnlySpan<byte> data)
    {
        var reader = new CanonicalReader(data);
        reader.Magic(Prepared1);
        var order = OrderReader.Prepared(ref reader);
        reader.End();
        return order;
    }

    /// <summary>Reads an intent.</summary>
    /// <exception cref="FormatException">The bytes are damaged.</exception>
    public static OrderIntent DecodeIntent(ReadOnlySpan<byte> data)
    {
        var reader = new CanonicalReader(data);
        reader.Magic(Intent1);
        var intent = OrderReader.Intent(ref reader);
        reader.End();
        return intent;
    }

    /// <summary>
    /// The SHA-256 of an intent's bytes, in lower-case hexadecimal. The same client order id with another hash is another wish: a conflict.
    /// </summary>
    public static string Hash(OrderIntent intent) => Convert.ToHexStringLower(SHA256.HashData(Write(intent).Written));

    private static CanonicalWriter Write(OrderIntent intent)
    {
        ArgumentNullException.ThrowIfNull(intent);
        var writer = new CanonicalWriter();
        writer.Magic(Intent1);
        new OrderWriter(writer).Intent(intent);
        return writer;
    }
}
