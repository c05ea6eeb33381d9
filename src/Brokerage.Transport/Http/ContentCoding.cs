using System.IO.Compression;

namespace Brokerage.Transport;

/// <summary>
/// Compressed answers (RFC 9110, section 8.4). The platform's handler would do the same, but writes and parses its headers for each request
/// anew, which costs more than the rest of this pipeline.
/// </summary>
internal static class ContentCoding
{
    public const string AcceptHeader = "Accept-Encoding", Accepted = "gzip, br";

    public static bool IsCoded(HttpContent content) => content.Headers.NonValidated.Contains("Content-Encoding");

    /// <summary>The stream without its codings. One that nobody offered stays as it is, and the body is found unreadable later.</summary>
    public static Stream Open(HttpContent content, Stream stream)
    {
        foreach (string coding in content.Headers.ContentEncoding.Reverse())
        {
            if (Decoder(coding, stream) is not { } decoder) break;
            stream = decoder;
        }

        return stream;
    }

    private static Stream? Decoder(string coding, Stream stream) => coding.ToUpperInvariant() switch
    {
        "GZIP" or "X-GZIP" => new GZipStream(stream, CompressionMode.Decompress),
        "BR" => new BrotliStream(stream, CompressionMode.Decompress),
        "DEFLATE" => new ZLibStream(stream, CompressionMode.Decompress),
        _ => null,
    };
}
