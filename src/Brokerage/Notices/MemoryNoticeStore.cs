namespace Brokerage;

/// <summary>Remembers notices in this process; a program that is started again may tell once more.</summary>
public sealed class MemoryNoticeStore : INoticeStore
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, DateTimeOffset> _given = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<bool> WasGivenAsync(string notice, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(notice);
        lock (_gate) return new(_given.ContainsKey(notice));
    }

    /// <inheritdoc/>
    public ValueTask AddAsync(string notice, DateTimeOffset until, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(notice);
        lock (_gate) _given[notice] = until;
        return default;
    }

    /// <inheritdoc/>
    public ValueTask DeleteEndedAsync(DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        lock (_gate)
        {
            foreach (var (notice, until) in _given)
            {
                if (until <= now) _given.Remove(notice);
            }
        }

        return default;
    }
}
