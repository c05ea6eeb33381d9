using System.Net;
using System.Net.WebSockets;

namespace Brokerage.Transport;

/// <summary>
/// The headers of one handshake. The platform takes those of a content (Content-Type) for its own and drops them without a word, because a
/// handshake has no content; then the request gets an empty one, through a handler that does what the options would have done.
/// </summary>
internal sealed class HandshakeHeaders : IDisposable
{
    private readonly ClientWebSocketOptions _options;
    private readonly IWebProxy? _defaultProxy;
    private readonly List<KeyValuePair<string, string>> _ofContent;
    private HttpMessageInvoker? _invoker;

    public HandshakeHeaders(ClientWebSocketOptions options, IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        (_options, _defaultProxy) = (options, options.Proxy);
        _ofContent = [.. headers.Where(header => header.Key.StartsWith("Content-", StringComparison.OrdinalIgnoreCase))];
        foreach ((string name, string value) in headers.Except(_ofContent)) options.SetRequestHeader(name, value);
    }

    /// <summary>What sends the handshake; null for the platform's own way. Ask once, when the options are complete.</summary>
    public HttpMessageInvoker? Invoker()
    {
        if (_ofContent.Count == 0) return null;
        SocketsHttpHandler handler = new() { AllowAutoRedirect = false, UseCookies = _options.Cookies is not null, ActivityHeadersPropagator = null };
        MoveTo(handler);
        return _invoker = new HttpMessageInvoker(new ContentHandler(handler, _ofContent), disposeHandler: true);
    }

    // The open socket has taken its connection out of the handler's pool, so this closes nothing that is in use.
    public void Dispose() => _invoker?.Dispose();

    /// <summary>Options that belong to the connection stand in the handler's way of a caller's own invoker, so they move over.</summary>
    private void MoveTo(SocketsHttpHandler handler)
    {
        if (!ReferenceEquals(_options.Proxy, _defaultProxy)) (handler.Proxy, handler.UseProxy) = (_options.Proxy, _options.Proxy is not null);
        handler.Credentials = _options.UseDefaultCredentials ? CredentialCache.DefaultCredentials : _options.Credentials;
        if (_options.Cookies is { } cookies) handler.CookieContainer = cookies;
        handler.SslOptions.RemoteCertificateValidationCallback = _options.RemoteCertificateValidationCallback;
        if (_options.ClientCertificates is { Count: > 0 } certificates) handler.SslOptions.ClientCertificates = certificates;
        _options.Proxy = _defaultProxy;
        _options.UseDefaultCredentials = false;
        _options.Credentials = null;
        _options.Cookies = null;
        _options.RemoteCertificateValidationCallback = null;
        _options.ClientCertificates = [];
    }

    private sealed class ContentHandler(HttpMessageHandler inner, IEnumerable<KeyValuePair<string, string>> headers) : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Content = new ByteArrayContent([]);
            foreach ((string name, string value) in headers) request.Content.Headers.TryAddWithoutValidation(name, value);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
