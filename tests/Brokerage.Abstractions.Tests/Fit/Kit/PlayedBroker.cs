namespace Brokerage.Fit.Kit;

/// <summary>
/// Plays a broker: a few rules and a little state, answers in the shapes that its samples show, every value invented.
/// A test can lose the answer to a request; the broker has acted all the same.
/// </summary>
internal abstract class PlayedBroker(FakeClock clock) : IWire
{
    private readonly List<WireRequest> _requests = [];
    private Func<WireRequest, bool>? _lose;

    public FakeClock Clock { get; } = clock;

    public IReadOnlyList<WireRequest> Requests => _requests;

    public void LoseTheAnswerTo(string method, string pathPart) =>
        _lose = request => request.Method == method && request.Path.Contains(pathPart, StringComparison.Ordinal);

    public int Count(string method, string pathPart) =>
        _requests.Count(request => request.Method == method && request.Path.Contains(pathPart, StringComparison.Ordinal));

    public Task<WireAnswer> SendAsync(WireRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _requests.Add(request);
        var answer = Answer(request);
        if (_lose is null || !_lose(request)) return Task.FromResult(answer);
        _lose = null;
        throw new AnswerLostException();
    }

    protected abstract WireAnswer Answer(WireRequest request);
}
