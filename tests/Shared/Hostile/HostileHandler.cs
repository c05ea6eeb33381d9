namespace Brokerage.TestSupport.Hostile;

/// <summary>Answers as the simulator did, in the process and without a socket; one answer may be damaged.</summary>
internal sealed class HostileHandler(Rehearsal rehearsal) : HttpMessageHandler
{
    private int _damaged;
    private int _placements;

    /// <summary>How many placements and changes have left since it was last set.</summary>
    public int Placements => Volatile.Read(ref _placements);

    /// <summary>What is answered.</summary>
    public IReadOnlyDictionary<string, RecordedAnswer> Answers { get; set; } = new Dictionary<string, RecordedAnswer>();

    /// <summary>Sets what is answered from now on.</summary>
    /// <param name="ask">What is asked: its answers are given; to a stream the damaged one once.</param>
    /// <param name="target">Which answer is damaged.</param>
    /// <param name="answer">What takes its place.</param>
    public void Play(Ask ask, string target, HostileAnswer answer)
    {
        (Answers, Lost, Target, Answer, IsOnce) = (ask.Answers, ask.Lost, target, answer, ask.IsStream);
        (_damaged, _placements) = (0, 0);
    }

    private string? Lost { get; set; }

    private string? Target { get; set; }

    private HostileAnswer? Answer { get; set; }

    private bool IsOnce { get; set; }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // What is asked has left: only then is an answer possible.
        if (request.Content is { } content)
            await content.CopyToAsync(Stream.Null, cancellationToken);
        var key = RecordedAnswer.KeyOf(request);
        if (rehearsal.Places(key))
            Interlocked.Increment(ref _placements);
        if (key == Lost)
            throw RecordedAnswer.Silence();
        if (Answer is { } hostile && key == Target && (Interlocked.Increment(ref _damaged) == 1 || !IsOnce))
            return hostile.Failure is { } failure ? throw failure : hostile.ToResponse(request);
        var answer = Answers.TryGetValue(key, out var recorded) ? HostileAnswer.Of(recorded) : rehearsal.AnswerUnasked(key, Answers);
        return answer.ToResponse(request);
    }
}
