using System.Collections.Concurrent;

namespace Brokerage.Hosting;

/// <summary>Each piece of work once at a time in this process.</summary>
internal sealed class ProcessWorkLeases : IWorkLeases
{
    private readonly ConcurrentDictionary<string, Lease> _taken = new(StringComparer.Ordinal);

    public ValueTask<IWorkLease?> TryTakeAsync(string work, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(work);
        cancellationToken.ThrowIfCancellationRequested();
        var lease = new Lease(this, work);
        return new(_taken.TryAdd(work, lease) ? lease : null);
    }

    private sealed class Lease(ProcessWorkLeases owner, string work) : IWorkLease
    {
        public CancellationToken Lost => CancellationToken.None;

        public ValueTask DisposeAsync()
        {
            owner._taken.TryRemove(KeyValuePair.Create(work, this));
            return default;
        }
    }
}
