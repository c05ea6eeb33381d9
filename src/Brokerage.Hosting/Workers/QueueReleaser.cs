namespace Brokerage.Hosting;

/// <summary>Sends orders that wait for the open, in one process at a time.</summary>
internal sealed class QueueReleaser(WorkContext context, IOrderQueue queue) : BackgroundWorker("queue", context)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(15);

    protected override TimeSpan Every => Context.Options.ReleaseQueuedOrders ? Pause : Timeout.InfiniteTimeSpan;

    protected override bool Ends => false;

    protected override async Task LookAsync(CancellationToken stop)
    {
        var lease = await Context.Leases.TryTakeAsync("queue", stop).ConfigureAwait(false);
        if (lease is null) return;
        await using (lease.ConfigureAwait(false))
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, lease.Lost);
            try
            {
                await queue.ReleaseDueAsync(either.Token).ConfigureAwait(false);
                State.Succeeded(Context.Now);
                await queue.RunAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                // Somebody else goes on.
            }
        }
    }
}
