namespace Brokerage.Simulator;

/// <summary>The faults of a running simulator. Thread-safe.</summary>
public sealed class FaultInjector
{
    private readonly Lock _lock = new();
    private readonly List<Armed> _rules = [];
    private readonly Random _random;

    internal FaultInjector(IEnumerable<FaultRule> rules, ulong seed)
    {
        _random = new Random(unchecked((int)seed));
        _rules.AddRange(rules.Select(rule => new Armed(rule)));
    }

    /// <summary>Adds a fault after those that are there.</summary>
    /// <exception cref="ArgumentException">The rule's numbers make no sense.</exception>
    public void Add(FaultRule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        Check(rule);
        lock (_lock)
        {
            _rules.Add(new Armed(rule));
        }
    }

    /// <summary>Removes every fault.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _rules.Clear();
        }
    }

    internal static void Check(FaultRule rule)
    {
        if (rule.Skip < 0 || rule.Times is < 0 || rule.Probability is < 0 or > 1 or double.NaN)
        {
            throw new ArgumentException("A fault's skip and times are not negative and its probability is from 0 to 1.", nameof(rule));
        }

        if (rule.Delay < TimeSpan.Zero || rule.Status is < 200 or > 599)
        {
            throw new ArgumentException("A fault's delay is not negative and its status is from 200 to 599.", nameof(rule));
        }
    }

    internal FaultRule? Next(string method, string target)
    {
        lock (_lock)
        {
            foreach (var armed in _rules)
            {
                if (armed.Matches(method, target) && armed.Take(_random))
                {
                    return armed.Rule;
                }
            }
        }

        return null;
    }

    private sealed class Armed(FaultRule rule)
    {
        private int _passed;
        private int _met;

        public FaultRule Rule => rule;

        public bool Matches(string method, string target) =>
            (rule.Times is null || _met < rule.Times)
            && (rule.Method is null || string.Equals(rule.Method, method, StringComparison.OrdinalIgnoreCase))
            && (rule.Path is null || target.Contains(rule.Path, StringComparison.OrdinalIgnoreCase));

        public bool Take(Random random)
        {
            if (_passed < rule.Skip)
            {
                _passed++;
                return false;
            }

            // A rule without doubt draws nothing, so that adding one does not change what the others draw.
            if (rule.Probability < 1 && random.NextDouble() >= rule.Probability)
            {
                return false;
            }

            _met++;
            return true;
        }
    }
}
