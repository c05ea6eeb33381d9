using System.Collections.Immutable;

namespace Brokerage.AspNetCore.Access;

/// <summary>The paths that brokers send users back to. Thread-safe.</summary>
internal sealed class CallbackPaths
{
    private ImmutableArray<string> _prefixes = [];

    /// <summary>Adds the callbacks below a prefix of endpoints.</summary>
    public void Add(string prefix) => ImmutableInterlocked.Update(ref _prefixes, static (all, one) => all.Add(one), "/" + prefix.Trim('/') + "/callback/");

    /// <summary>Whether a path is a callback's; whatever stands before it (a base path, an outer group) does not matter.</summary>
    public bool Covers(string path)
    {
        foreach (var prefix in _prefixes)
        {
            if (path.Contains(prefix, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }
}
