using System.Collections.Concurrent;

namespace Brokerage.Testing;

/// <summary>Keeps every request that passes, in order, and sends it on. Thread-safe.</summary>
public sealed class RequestRecorder : DelegatingHandler
{
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    /// <summary>Records in front of another handler.</summary>
    public RequestRecorder(HttpMessageHandler inner)
        : base(inner)
    {
    }

    /// <summary>What has passed so far.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _requests.Enqueue(await RecordedRequest.CopyAsync(request, cancellationToken).ConfigureAwait(false));
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
