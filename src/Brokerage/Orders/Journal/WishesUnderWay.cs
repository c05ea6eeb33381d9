namespace Brokerage;

/// <summary>
/// The wishes that this process is sending at this moment. One that the journal calls Sending and that is not here was left by a program that
/// ended meanwhile: nobody will write its outcome. Thread-safe.
/// </summary>
internal sealed class WishesUnderWay
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _senders = new(StringComparer.Ordinal);

    /// <summary>Before Sending is written.</summary>
    public void Begin(string key)
    {
        lock (_gate) _senders[key] = _senders.GetValueOrDefault(key) + 1;
    }

    /// <summary>After the outcome is written.</summary>
    public void End(string key)
    {
        lock (_gate)
        {
            if (--_senders[key] == 0) _senders.Remove(key);
        }
    }

    /// <summary>True where more than one caller is at a wish now.</summary>
    public bool IsShared(string key)
    {
        lock (_gate) return _senders.GetValueOrDefault(key) > 1;
    }

    /// <summary>True where nobody knows what came of a wish, and nobody is about to.</summary>
    public bool IsUnknown(JournalEntry entry)
    {
        if (entry.State != JournalState.Sending) return entry.State == JournalState.Unknown;
        lock (_gate) return !_senders.ContainsKey(entry.Key);
    }
}
