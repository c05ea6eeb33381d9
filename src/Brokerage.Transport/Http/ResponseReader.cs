using System.Buffers;
using System.Runtime.CompilerServices;

namespace Brokerage.Transport;

/// <summary>Reads a body into a rented buffer, up to a limit that also holds for what decompression makes of it.</summary>
internal static class ResponseReader
{
    private const int FirstBuffer = 4096;

    /// <returns>The buffer and its used length; null when the body is larger than the limit.</returns>
    /// <exception cref="InvalidDataException">What came is not what its coding says.</exception>
    public static async ValueTask<(byte[] Buffer, int Length)?> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        long? announced = content.Headers.ContentLength;
        if (announced == 0) return ([], 0);
        if (announced > limit) return null;

        Stream stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        if (!ContentCoding.IsCoded(content)) return await FillAsync(stream, announced, limit, cancellationToken).ConfigureAwait(false);
        return await DecodeAsync(ContentCoding.Open(content, stream), limit, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<(byte[] Buffer, int Length)?> DecodeAsync(Stream decoder, int limit, CancellationToken cancellationToken)
    {
        await using ConfiguredAsyncDisposable closing = decoder.ConfigureAwait(false);
        try
        {
            return await FillAsync(decoder, null, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (InvalidOperationException damaged)
        {
            // What the platform's Brotli decoder throws; the others say InvalidDataException.
            throw new InvalidDataException(null, damaged);
        }
    }

    private static async ValueTask<(byte[] Buffer, int Length)?> FillAsync(Stream stream, long? announced, int limit, CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent((int)(announced ?? FirstBuffer));
        int length = 0;
        try
        {
            while (true)
            {
                int read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken).ConfigureAwait(false);
                length += read;
                if (read == 0) return Keep(ref buffer, length);
                if (length > limit) return null;
                if (length == announced) return Keep(ref buffer, length);
                if (length == buffer.Length) Grow(ref buffer, length);
            }
        }
        finally
        {
            if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static (byte[] Buffer, int Length) Keep(ref byte[] buffer, int length)
    {
        byte[] kept = buffer;
        buffer = [];
        return (kept, length);
    }

    private static void Grow(ref byte[] buffer, int length)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(checked(buffer.Length * 2));
        buffer.AsSpan(0, length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = larger;
    }
}
