namespace Brokerage.Hosting.Tests;

/// <summary>A queue whose journal cannot be written the first times.</summary>
internal sealed class FakeQueue(int failures) : IOrderQueue
{
    private int _runs;

    public int Runs => _runs;

    public bool IsRunning { get; private set; }

    public Task<IReadOnlyList<QueuedOrder>> ReleaseDueAsync(CancellationToken cancellationToken = default) => Task.FromResult<IReadOnlyList<QueuedOrder>>([]);

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (Interlocked.Increment(ref _runs) <= failures) throw new IOException("The journal cannot be written.");
        IsRunning = true;
        try
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            IsRunning = false;
        }
    }

    public Task<QueuedOrder> QueueAsync(OrderIntent intent, DateTimeOffset? expiresAt = null, CancellationToken cancellationToken = default) => throw new NotSupportedException("Nobody asks.");

    public Task<IReadOnlyList<QueuedOrder>> ListAsync(AccountRef? account = null, CancellationToken cancellationToken = default) => throw new NotSupportedException("Nobody asks.");

    public Task<QueuedOrder?> FindAsync(ClientOrderId wish, CancellationToken cancellationToken = default) => throw new NotSupportedException("Nobody asks.");

    public Task<bool> WithdrawAsync(ClientOrderId wish, CancellationToken cancellationToken = default) => throw new NotSupportedException("Nobody asks.");
}
