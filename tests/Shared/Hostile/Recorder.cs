namespace Brokerage.TestSupport.Hostile;

/// <summary>Passes requests on, and keeps what was answered.</summary>
internal sealed class Recorder() : DelegatingHandler(new SocketsHttpHandler())
{
    private Dictionary<string, RecordedAnswer> _answers = new(StringComparer.Ordinal);
    private List<string> _keys = [];

    public IReadOnlyDictionary<string, RecordedAnswer> Answers => _answers;

    public IReadOnlyList<string> Keys => _keys;

    private string? Lost { get; set; }

    /// <summary>Begins anew.</summary>
    /// <param name="lost">The request that is not passed on; null for none.</param>
    public void Forget(string? lost) => (_answers, _keys, Lost) = (new Dictionary<string, RecordedAnswer>(StringComparer.Ordinal), [], lost);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var key = RecordedAnswer.KeyOf(request);
        if (key == Lost)
        {
            await request.Content!.CopyToAsync(Stream.Null, cancellationToken);
            throw RecordedAnswer.Silence();
        }

        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        if (_answers.TryAdd(key, new RecordedAnswer(
            key, (int)response.StatusCode, response.Content.Headers.ContentType?.ToString(), await response.Content.ReadAsByteArrayAsync(cancellationToken))))
        {
            _keys.Add(key);
        }

        return response;
    }
}
