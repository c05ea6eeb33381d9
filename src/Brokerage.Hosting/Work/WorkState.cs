namespace Brokerage.Hosting;

/// <summary>How one piece of work went lately. Thread-safe.</summary>
/// <param name="name">The work.</param>
/// <param name="longestSilence">How long it may go without a success; null where it may for ever.</param>
/// <param name="since">When it began.</param>
internal sealed class WorkState(string name, TimeSpan? longestSilence, DateTimeOffset since)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _succeededAt = since;
    private DateTimeOffset? _restsUntil;
    private string? _failure;

    /// <summary>Until when it rests; null while it looks.</summary>
    public DateTimeOffset? RestsUntil
    {
        get
        {
            lock (_gate) return _restsUntil;
        }

        set
        {
            lock (_gate) _restsUntil = value;
        }
    }

    public void Succeeded(DateTimeOffset at)
    {
        lock (_gate) (_succeededAt, _failure) = (at, null);
    }

    public void Failed(Exception exception)
    {
        // Its type alone: texts may hold anything.
        lock (_gate) _failure = exception.GetType().Name;
    }

    /// <summary>What is wrong; null if nothing is.</summary>
    public string? Problem(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (_failure is not null) return $"'{name}' failed with {_failure}";
            return longestSilence is { } longest && now - _succeededAt > longest ? $"'{name}' has not run since {_succeededAt:u}" : null;
        }
    }
}
