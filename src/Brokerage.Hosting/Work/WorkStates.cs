using System.Collections.Concurrent;

namespace Brokerage.Hosting;

/// <summary>How all work in the background goes, for the health check.</summary>
internal sealed class WorkStates(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, WorkState> _works = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<BrokerId, int> _failures = new();

    public WorkState Begin(string work, TimeSpan? longestSilence) =>
        _works.GetOrAdd(work, static (name, given) => new WorkState(name, given.longestSilence, given.now), (longestSilence, now: time.GetUtcNow()));

    /// <summary>Notes whether a broker could be read, whoever's connection it was.</summary>
    public void Read(BrokerId broker, bool succeeded) => _failures.AddOrUpdate(broker, succeeded ? 0 : 1, (_, before) => succeeded ? 0 : before + 1);

    public IReadOnlyList<string> Problems() => [.. _works.Values.Select(work => work.Problem(time.GetUtcNow())).OfType<string>().Order(StringComparer.Ordinal)];

    /// <summary>How many readings of a broker have failed since the last that did not.</summary>
    public IReadOnlyDictionary<string, int> FailuresInARow() =>
        _failures.Where(pair => pair.Value > 0).ToDictionary(pair => pair.Key.Value, pair => pair.Value, StringComparer.Ordinal);
}
