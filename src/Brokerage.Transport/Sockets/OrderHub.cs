namespace Brokerage.Transport;

/// <summary>All enumerations of orders of one session. Thread-safe.</summary>
internal sealed class OrderHub
{
    private volatile OrderReader[] _readers = [];
    private readonly Lock _lock = new();

    public IReadOnlyList<OrderReader> Readers => _readers;

    public void Add(OrderReader reader)
    {
        lock (_lock) _readers = [.. _readers, reader];
    }

    public void Remove(OrderReader reader)
    {
        lock (_lock) _readers = [.. _readers.Where(other => other != reader)];
    }

    public async ValueTask PublishAsync(OrderUpdate update, CancellationToken cancellationToken)
    {
        foreach (OrderReader reader in _readers) await reader.ApplyAsync(update, cancellationToken).ConfigureAwait(false);
    }

    public void TrySay(StreamSignal signal)
    {
        foreach (OrderReader reader in _readers) reader.TrySay(StreamItem.Of<OrderEvent>(signal));
    }

    public void End(Exception? failure)
    {
        foreach (OrderReader reader in _readers) reader.End(failure);
    }
}
