using System.Net.Http;
using System.Net.Sockets;
using System.Text;
using Brokerage.Kill.Tests.Scenes;

namespace Brokerage.Kill.Tests.Child;

/// <summary>Opens the sockets of a process, and can stop a request in its middle or behind its end.</summary>
internal sealed class SendTap
{
    /// <summary>Whether the next request that writes is the one.</summary>
    public bool Armed { get; set; }

    /// <summary>How much of it leaves, as a share of its bytes; null for all.</summary>
    public double? Share { get; init; }

    /// <summary>What happens when so much has left; it decides whether the connection goes on.</summary>
    public required Func<Task> Sent { get; init; }

    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
        return new Tapped(new NetworkStream(socket, ownsSocket: true), this);
    }

    // A preview changes nothing.
    private static bool Writes(ReadOnlySpan<byte> bytes) => HttpVerbs.Writes(bytes) && !HttpVerbs.IsPreview(bytes);

    // Whole once the body is there that its head announces.
    private static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf("\r\n\r\n"u8);
        return end >= 0 && bytes.Length >= end + 4 + LengthOf(Encoding.ASCII.GetString(bytes[..end]));
    }

    private static int LengthOf(string head)
    {
        const string Name = "\r\nContent-Length: ";
        var at = head.IndexOf(Name, StringComparison.OrdinalIgnoreCase);
        if (at < 0) return 0;
        var digits = head[(at + Name.Length)..].Split('\r')[0];
        return int.Parse(digits, System.Globalization.CultureInfo.InvariantCulture);
    }

    private sealed class Tapped(Stream inner, SendTap tap) : Stream
    {
        private readonly MemoryStream _request = new();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (!tap.Armed || (_request.Length == 0 && !Writes(buffer.Span)))
            {
                await inner.WriteAsync(buffer, cancellationToken);
                return;
            }

            // Held back until it is whole, so that it can be cut anywhere.
            _request.Write(buffer.Span);
            if (!IsWhole(_request.GetBuffer().AsSpan(0, (int)_request.Length))) return;

            tap.Armed = false;
            var bytes = _request.ToArray();
            _request.SetLength(0);
            var leaving = tap.Share is { } share ? (int)(share * (bytes.Length - 1)) : bytes.Length;
            await inner.WriteAsync(bytes.AsMemory(0, leaving), cancellationToken);
            await tap.Sent();
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => inner.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            inner.ReadAsync(buffer, offset, count, cancellationToken);

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override Task FlushAsync(CancellationToken cancellationToken) => inner.FlushAsync(cancellationToken);

        public override void Flush() => inner.Flush();

        public override int Read(byte[] buffer, int offset, int count) => inner.Read(buffer, offset, count);

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException("Requests are sent asynchronously.");

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
