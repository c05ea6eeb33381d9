namespace Brokerage.TestSupport.Hostile;

/// <summary>Passes requests on, and keeps what was answered.</summary>
internal sealed class Recorder() : DelegatingHandler(new SocketsHttpHandler())
{
    private Dictionary<string, RecordedAnswer> _answers = new(StringComparer.Ordinal);
    private List<string> _keys = [];

    public IReadOnlyDictionary<string, RecordedAnswer> Answers => _answers;

    public IReadOnlyList<string> Keys => _keys;

    public void Forget() => (_answers, _keys) = (new Dictionary<string, RecordedAnswer>(StringComparer.Ordinal), []);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var key = RecordedAnswer.KeyOf(request);
        if (_answers.TryAdd(key, new RecordedAnswer(
            key, (int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsByteArrayAsync(cancellationToken))))
        {
            _keys.Add(key);
        }

        return response;
    }
}
