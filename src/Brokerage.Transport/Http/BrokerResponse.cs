using System.Buffers;
using System.Net.Http.Headers;

namespace Brokerage.Transport;

/// <summary>
/// An answer, read to its end. Disposing gives its buffer back; afterwards <see cref="Body"/> must not be used. Forgetting to dispose costs
/// only the reuse.
/// </summary>
public sealed class BrokerResponse : IDisposable
{
    private readonly HttpResponseMessage _message;
    private byte[]? _buffer;
    private int _length;

    internal BrokerResponse(HttpResponseMessage message, byte[] buffer, int length, DateTimeOffset receivedAt)
    {
        (_message, _buffer, _length, ReceivedAt) = (message, buffer, length, receivedAt);
        Status = (int)message.StatusCode;
    }

    /// <summary>The HTTP status.</summary>
    public int Status { get; }

    /// <summary>Whether the status is 2xx.</summary>
    public bool IsSuccess => Status is >= 200 and < 300;

    /// <summary>The body after decompression; empty when there is none.</summary>
    public ReadOnlyMemory<byte> Body => _buffer.AsMemory(0, _length);

    /// <summary>When the answer had been read, by our clock, in UTC.</summary>
    public DateTimeOffset ReceivedAt { get; }

    /// <summary>The broker's own clock from its <c>Date</c> header, to the second.</summary>
    public DateTimeOffset? ServerTime => _message.Headers.Date;

    /// <summary>The media type without parameters, such as <c>application/json</c>.</summary>
    public string? ContentType => _message.Content.Headers.ContentType?.MediaType;

    /// <summary>How long the broker asks us to wait, from <c>Retry-After</c> in either form; never negative.</summary>
    public TimeSpan? RetryAfter => ReadRetryAfter(_message.Headers.RetryAfter);

    /// <summary>The first value of a header of the answer or its content.</summary>
    public string? Header(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_message.Headers.NonValidated.TryGetValues(name, out HeaderStringValues values)
            || _message.Content.Headers.NonValidated.TryGetValues(name, out values))
        {
            foreach (string value in values) return value;
        }

        return null;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        byte[]? buffer = Interlocked.Exchange(ref _buffer, null);
        if (buffer is null) return;
        _length = 0;
        _message.Dispose();
        if (buffer.Length > 0) ArrayPool<byte>.Shared.Return(buffer);
    }

    private TimeSpan? ReadRetryAfter(RetryConditionHeaderValue? header)
    {
        TimeSpan? wait = header?.Delta ?? header?.Date - (ServerTime ?? ReceivedAt);
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}
