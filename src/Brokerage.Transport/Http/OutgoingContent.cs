using System.Net;
using System.Net.Http.Headers;

namespace Brokerage.Transport;

/// <summary>
/// The body of one attempt, and the witness of whether it left. HTTP/1.1 hands the body to the connection only after the headers, so as
/// long as <see cref="HasLeft"/> is false no complete request can have reached anybody. Carrying a content, even an empty one, also keeps
/// the platform's handler from silently sending the request again when a kept-alive connection turns out to be closed.
/// </summary>
internal sealed class OutgoingContent : HttpContent
{
    private readonly ReadOnlyMemory<byte> _body;
    private volatile bool _hasLeft;

    public OutgoingContent(ReadOnlyMemory<byte> body, string? contentType)
    {
        _body = body;
        if (contentType is not null) Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
    }

    public bool HasLeft => _hasLeft;

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        _hasLeft = true;
        return _body.IsEmpty ? Task.CompletedTask : stream.WriteAsync(_body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}
