using System.Collections.Concurrent;

namespace Brokerage.Hosting;

/// <summary>
/// Steps of one piece of work, a round for each broker: a broker that answers slowly, or not at all, holds up its own connections alone. One
/// caller at a time.
/// </summary>
/// <param name="work">The work's name.</param>
/// <param name="context">What work shares.</param>
/// <param name="step">The step; returns the error's code, or null.</param>
internal sealed class BrokerRounds(string work, WorkContext context, Func<WorkTarget, CancellationToken, Task<string?>> step)
{
    private readonly ConcurrentDictionary<BrokerId, Task> _running = new();

    /// <summary>Whether no round is under way, but perhaps that of one broker.</summary>
    public bool AreOver(BrokerId? but) => _running.All(round => round.Value.IsCompleted || round.Key == but);

    /// <summary>Begins a round for each broker whose former one has ended.</summary>
    /// <param name="targets">The connections, those first that come first.</param>
    /// <param name="budget">After this no further step of the round begins: the next round knows better who comes first.</param>
    /// <param name="stop">Ends all rounds.</param>
    public void Begin(IEnumerable<WorkTarget> targets, TimeSpan budget, CancellationToken stop)
    {
        foreach (var group in targets.GroupBy(target => target.Broker))
        {
            if (_running.TryGetValue(group.Key, out var running) && !running.IsCompleted) continue;
            _running[group.Key] = RunAsync([.. group], budget, stop);
        }
    }

    /// <summary>Waits until all rounds have ended.</summary>
    public Task DrainAsync() => Task.WhenAll(_running.Values);

    private async Task RunAsync(IReadOnlyList<WorkTarget> targets, TimeSpan budget, CancellationToken stop)
    {
        var began = context.Time.GetTimestamp();
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = context.Options.ConnectionsAtOnce, CancellationToken = stop };
        try
        {
            await Parallel.ForEachAsync(targets, parallel, async (target, token) =>
            {
                if (context.Time.GetElapsedTime(began) < budget) await TryStepAsync(target, token).ConfigureAwait(false);
            }).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async ValueTask TryStepAsync(WorkTarget target, CancellationToken stop)
    {
        try
        {
            var lease = await context.Leases.TryTakeAsync($"{work}/{target.Connection.Value}", stop).ConfigureAwait(false);
            if (lease is null) return;
            await using (lease.ConfigureAwait(false))
            {
                using var either = CancellationTokenSource.CreateLinkedTokenSource(stop, lease.Lost);
                try
                {
                    await MeasuredAsync(target, either.Token).ConfigureAwait(false);
                }
                catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested && !stop.IsCancellationRequested)
                {
                    HostingLog.Lost(context.Logger, work, target.Connection.Value);
                }
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
        catch (ArgumentException exception) when (string.Equals(exception.ParamName, "connection", StringComparison.Ordinal))
        {
            // Its user has ended it since the look.
            HostingLog.Gone(context.Logger, target.Connection.Value);
        }
#pragma warning disable CA1031 // One connection's trouble must not end the work for the others.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            HostingLog.StepFailed(context.Logger, work, target.Connection.Value, exception);
        }
    }

    private async Task MeasuredAsync(WorkTarget target, CancellationToken cancellationToken)
    {
        var began = context.Meters.Begin();
        string? error = "exception";
        try
        {
            using (BrokerageCall.At(CallPriority.Background)) error = await step(target, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            context.Meters.Step(work, target.Broker, began, error);
        }
    }
}
