using System.Text;
using Microsoft.AspNetCore.Http;

namespace Brokerage.Simulator;

/// <summary>What a simulator has been asked, in order. Thread-safe; the last ten thousand requests are kept.</summary>
public sealed class RequestLog
{
    private const int Kept = 10_000;
    private static readonly string[] Secret = ["authorization", "apca-api-secret-key", "apca-api-key-id", "cookie"];

    private readonly Lock _lock = new();
    private readonly Queue<LoggedRequest> _requests = new();
    private readonly TimeProvider _time;
    private long _count;

    internal RequestLog(TimeProvider time) => _time = time;

    /// <summary>How many requests have come since the start.</summary>
    public long Count
    {
        get
        {
            lock (_lock)
            {
                return _count;
            }
        }
    }

    /// <summary>A copy of what is kept.</summary>
    public IReadOnlyList<LoggedRequest> ToList()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    internal LoggedRequest Add(HttpRequest request, ReadOnlyMemory<byte> body)
    {
        var headers = request.Headers.ToDictionary(
            header => header.Key,
            header => Secret.Contains(header.Key, StringComparer.OrdinalIgnoreCase) ? "***" : header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase);
        lock (_lock)
        {
            var entry = new LoggedRequest(
                ++_count,
                request.Method,
                request.Path.ToString(),
                request.QueryString.ToString(),
                request.Host.ToString(),
                headers,
                Encoding.UTF8.GetString(body.Span),
                _time.GetUtcNow());
            _requests.Enqueue(entry);
            if (_requests.Count > Kept)
            {
                _requests.Dequeue();
            }

            return entry;
        }
    }
}
