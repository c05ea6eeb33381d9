using System.Globalization;
using System.Text;
using Brokerage.Kill.Tests.Scenes;

namespace Brokerage.Kill.Tests.Worlds;

/// <summary>One message of HTTP/1.1, whole or cut off.</summary>
internal sealed record Message(byte[] Bytes, string Head, bool IsWhole)
{
    public bool Writes => HttpVerbs.Writes(Bytes) && !HttpVerbs.IsPreview(Bytes);

    public bool Mentions(string text) => Encoding.UTF8.GetString(Bytes).Contains(text, StringComparison.Ordinal);

    /// <summary>Reads the next; null when the sender has closed without one.</summary>
    public static async Task<Message?> ReadAsync(Stream stream, CancellationToken cancellationToken)
    {
        using var gathered = new MemoryStream();
        var block = new byte[8192];
        var missing = 1;
        while (missing > 0)
        {
            // Byte by byte would be slow, and nobody sends a second message before the first is answered.
            var read = await stream.ReadAsync(block, cancellationToken);
            if (read == 0) return gathered.Length == 0 ? null : new Message(gathered.ToArray(), HeadOf(gathered), IsWhole: false);
            gathered.Write(block, 0, read);
            missing = Missing(gathered);
        }

        return new Message(gathered.ToArray(), HeadOf(gathered), IsWhole: true);
    }

    private static int Missing(MemoryStream gathered)
    {
        var bytes = gathered.GetBuffer().AsSpan(0, (int)gathered.Length);
        var end = bytes.IndexOf("\r\n\r\n"u8);
        return end < 0 ? 1 : end + 4 + LengthOf(Encoding.ASCII.GetString(bytes[..end])) - bytes.Length;
    }

    private static string HeadOf(MemoryStream gathered) =>
        Encoding.ASCII.GetString(gathered.GetBuffer(), 0, (int)gathered.Length).Split("\r\n\r\n")[0];

    private static int LengthOf(string head)
    {
        const string Name = "\r\nContent-Length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? 0 : int.Parse(head[(at + Name.Length)..].Split('\r')[0], CultureInfo.InvariantCulture);
    }
}
