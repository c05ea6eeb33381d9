namespace Brokerage.Fit.Kit;

internal sealed record WireRequest(string Method, string Path, string Body = "", string? Token = null);

internal sealed record WireAnswer(int Status, string Body = "", string? Location = null)
{
    public bool IsSuccess => Status is >= 200 and < 300;
}

/// <summary>The road to a broker: real adapters have an HTTP pipeline here.</summary>
internal interface IWire
{
    Task<WireAnswer> SendAsync(WireRequest request, CancellationToken cancellationToken);
}

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

/// <summary>The connection broke after the request had left.</summary>
internal sealed class AnswerLostException() : IOException("the connection was closed before the answer came");
