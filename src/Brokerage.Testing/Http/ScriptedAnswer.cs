using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Brokerage.Testing;

/// <summary>One scripted answer of a <see cref="ScriptedHandler"/>, or one way of not answering.</summary>
public sealed class ScriptedAnswer
{
    private readonly Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> _make;

    private ScriptedAnswer(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> make, bool neverArrives = false) =>
        (_make, NeverArrives) = (make, neverArrives);

    /// <summary>The request does not even reach the other side: its body is not read and it is not recorded.</summary>
    internal bool NeverArrives { get; }

    /// <summary>A JSON answer.</summary>
    public static ScriptedAnswer Json(int status, string json, params IEnumerable<(string Name, string Value)> headers) =>
        Content(status, "application/json", Encoding.UTF8.GetBytes(json), headers);

    /// <summary>An answer of any type.</summary>
    public static ScriptedAnswer Content(int status, string contentType, ReadOnlyMemory<byte> body, params IEnumerable<(string Name, string Value)> headers)
    {
        (string Name, string Value)[] fixedHeaders = [.. headers];
        return new((_, _) =>
        {
            HttpResponseMessage response = new((HttpStatusCode)status) { Content = new ReadOnlyMemoryContent(body) };
            response.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            foreach ((string name, string value) in fixedHeaders)
            {
                if (!response.Headers.TryAddWithoutValidation(name, value)) response.Content.Headers.TryAddWithoutValidation(name, value);
            }

            return Task.FromResult(response);
        });
    }

    /// <summary>An answer without a body.</summary>
    public static ScriptedAnswer Empty(int status, params IEnumerable<(string Name, string Value)> headers) => Content(status, "text/plain", default, headers);

    /// <summary>An answer made from the request.</summary>
    public static ScriptedAnswer From(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> make) => new(make);

    /// <summary>The request arrives, and the connection is reset before an answer.</summary>
    public static ScriptedAnswer Reset() => new((_, _) => throw new HttpRequestException(
        HttpRequestError.ResponseEnded, "The connection was reset.", new SocketException((int)SocketError.ConnectionReset)));

    /// <summary>Nobody listens: the request never leaves.</summary>
    public static ScriptedAnswer Refused() => new(
        (_, _) => throw new HttpRequestException(
            HttpRequestError.ConnectionError, "Connection refused.", new SocketException((int)SocketError.ConnectionRefused)), neverArrives: true);

    /// <summary>The name is not known: the request never leaves.</summary>
    public static ScriptedAnswer NameNotResolved() => new(
        (_, _) => throw new HttpRequestException(
            HttpRequestError.NameResolutionError, "The name is not known.", new SocketException((int)SocketError.HostNotFound)), neverArrives: true);

    /// <summary>The request arrives, and no answer comes until the caller gives up.</summary>
    public static ScriptedAnswer Silence() => new(async (_, cancellationToken) =>
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken).ConfigureAwait(false);
        throw new OperationCanceledException(cancellationToken);
    });

    /// <summary>The same answer, after a while on the given clock.</summary>
    public ScriptedAnswer After(TimeSpan delay, TimeProvider clock) => new(
        async (request, cancellationToken) =>
        {
            await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
            return await _make(request, cancellationToken).ConfigureAwait(false);
        },
        NeverArrives);

    internal Task<HttpResponseMessage> MakeAsync(HttpRequestMessage request, CancellationToken cancellationToken) => _make(request, cancellationToken);
}
