using Brokerage.Kill.Tests.Scenes;

namespace Brokerage.Kill.Tests.Worlds;

/// <summary>How many scenes ended how. Thread-safe.</summary>
internal sealed class Tally
{
    private readonly Lock _gate = new();
    private readonly List<string> _wrong = [];
    private readonly Dictionary<(Broker Broker, Verdict Verdict), int> _ends = [];
    private readonly HashSet<(Broker, KillPoint, LineFault, Wish)> _seen = [];

    /// <summary>Whether every combination was there.</summary>
    public bool IsWhole => _seen.Count == Math.Min(Scene.Combinations, Count);

    private int Count => _ends.Values.Sum();

    /// <summary>What was wrong.</summary>
    public IReadOnlyList<string> Wrong
    {
        get
        {
            lock (_gate) return [.. _wrong];
        }
    }

    /// <summary>What was wrong, as text; not all of it if it is much.</summary>
    public string Told => $"{Wrong.Count} ended wrong: {string.Join("\n", Wrong.Take(40))}";

    public void Add(Scene scene, Verdict verdict)
    {
        lock (_gate)
        {
            _ends[(scene.Broker, verdict)] = _ends.GetValueOrDefault((scene.Broker, verdict)) + 1;
            _seen.Add((scene.Broker, scene.Point, scene.Fault, scene.Wish));
        }
    }

    public void Add(string wrong)
    {
        lock (_gate) _wrong.Add(wrong);
    }

    public int Of(params Verdict[] verdicts) => _ends.Where(end => verdicts.Contains(end.Key.Verdict)).Sum(end => end.Value);

    public override string ToString() =>
        $"{Count} orders killed in {_seen.Count} of {Scene.Combinations} combinations: "
        + string.Join(", ", _ends.OrderBy(end => end.Key).Select(end => $"{end.Key.Broker} {end.Key.Verdict} {end.Value}"));
}
