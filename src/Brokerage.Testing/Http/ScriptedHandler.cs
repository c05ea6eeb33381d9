using System.Collections.Concurrent;

namespace Brokerage.Testing;

/// <summary>
/// A handler that answers from a script, without any network. Requests are matched by method and path (the query is ignored unless the
/// script names one); each match takes the next answer of its queue, and the last answer stays. A request that nothing matches throws, so
/// that a test cannot pass by accident. Thread-safe.
/// </summary>
public sealed class ScriptedHandler : HttpMessageHandler
{
    private readonly Lock _lock = new();
    private readonly List<Route> _routes = [];
    private readonly ConcurrentQueue<RecordedRequest> _requests = new();

    /// <summary>Every request so far, in order.</summary>
    public IReadOnlyList<RecordedRequest> Requests => [.. _requests];

    /// <summary>Answers requests of a method and path, one answer after the other; a path <c>*</c> matches everything.</summary>
    public ScriptedHandler On(HttpMethod method, string path, params IEnumerable<ScriptedAnswer> answers)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        Queue<ScriptedAnswer> queue = new(answers);
        if (queue.Count == 0) throw new ArgumentException("At least one answer is needed.", nameof(answers));
        lock (_lock) _routes.Add(new Route(method, path, queue));
        return this;
    }

    /// <summary>Answers GET requests of a path with JSON.</summary>
    public ScriptedHandler OnGet(string path, string json) => On(HttpMethod.Get, path, ScriptedAnswer.Json(200, json));

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ScriptedAnswer answer = Next(request);
        if (answer.NeverArrives) return await answer.MakeAsync(request, cancellationToken).ConfigureAwait(false);
        _requests.Enqueue(await RecordedRequest.CopyAsync(request, cancellationToken).ConfigureAwait(false));
        HttpResponseMessage response = await answer.MakeAsync(request, cancellationToken).ConfigureAwait(false);
        response.RequestMessage = request;
        return response;
    }

    private ScriptedAnswer Next(HttpRequestMessage request)
    {
        lock (_lock)
        {
            foreach (Route route in _routes)
            {
                if (route.Matches(request)) return route.Answers.Count > 1 ? route.Answers.Dequeue() : route.Answers.Peek();
            }
        }

        throw new InvalidOperationException($"The script has no answer for {request.Method} {request.RequestUri}.");
    }

    private sealed record Route(HttpMethod Method, string Path, Queue<ScriptedAnswer> Answers)
    {
        public bool Matches(HttpRequestMessage request)
        {
            if (request.Method != Method) return false;
            if (Path is "*") return true;
            string actual = Path.Contains('?', StringComparison.Ordinal) ? request.RequestUri!.PathAndQuery : request.RequestUri!.AbsolutePath;
            return string.Equals(actual.TrimStart('/'), Path.TrimStart('/'), StringComparison.Ordinal);
        }
    }
}
