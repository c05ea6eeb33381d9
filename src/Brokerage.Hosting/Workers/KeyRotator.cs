namespace Brokerage.Hosting;

/// <summary>Seals anew what former keys still seal.</summary>
internal sealed class KeyRotator(WorkContext context, KeyRotation? rotation = null) : BackgroundWorker("keys", context)
{
    protected override TimeSpan Every => Context.Options.RotateKeysEvery;

    protected override async Task LookAsync(CancellationToken stop)
    {
        if (rotation is null) return;
        var lease = await Context.Leases.TryTakeAsync("keys", stop).ConfigureAwait(false);
        if (lease is null) return;
        await using (lease.ConfigureAwait(false))
        {
            using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, lease.Lost);
            KeyRotationResult result;
            try
            {
                result = await rotation.RunAsync(either.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !stop.IsCancellationRequested)
            {
                // Somebody else goes on.
                return;
            }

            if (result.Resealed > 0) HostingLog.Resealed(Context.Logger, result.Resealed);
            foreach (var connection in result.Unreadable) HostingLog.Unreadable(Context.Logger, connection.Value);
            if (result.Left.Count > result.Unreadable.Count) HostingLog.NotResealed(Context.Logger, result.Left.Count - result.Unreadable.Count);
        }
    }
}
