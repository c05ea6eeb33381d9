namespace Brokerage.TestSupport.Hostile;

/// <summary>Answers as the simulator did, in the process and without a socket; one answer may be damaged.</summary>
internal sealed class HostileHandler(Rehearsal rehearsal) : HttpMessageHandler
{
    private int _damaged;
    private int _activity;

    /// <summary>Changes with every request.</summary>
    public int Activity => Volatile.Read(ref _activity);

    /// <summary>What is answered.</summary>
    public IReadOnlyDictionary<string, RecordedAnswer> Answers { get; set; } = new Dictionary<string, RecordedAnswer>();

    /// <summary>Sets what is answered from now on.</summary>
    /// <param name="answers">What is answered.</param>
    /// <param name="target">Which answer is damaged.</param>
    /// <param name="answer">What takes its place.</param>
    /// <param name="isOnce">Whether it does so once.</param>
    public void Play(IReadOnlyDictionary<string, RecordedAnswer> answers, string target, HostileAnswer answer, bool isOnce)
    {
        (Answers, Target, Answer, IsOnce) = (answers, target, answer, isOnce);
        _damaged = 0;
    }

    private string? Target { get; set; }

    private HostileAnswer? Answer { get; set; }

    private bool IsOnce { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _activity);

        // What is asked has left: only then is an answer possible.
        if (request.Content is { } content)
            await content.CopyToAsync(Stream.Null, cancellationToken);
        var key = RecordedAnswer.KeyOf(request);
        if (Answer is { } hostile && key == Target && (Interlocked.Increment(ref _damaged) == 1 || !IsOnce))
            return hostile.Failure is { } failure ? throw failure : hostile.ToResponse(request);
        var answer = Answers.TryGetValue(key, out var recorded)
            ? new HostileAnswer("", recorded.Body) { Status = recorded.Status, ContentType = recorded.ContentType }
            : rehearsal.AnswerUnasked(key);
        return answer.ToResponse(request);
    }
}
