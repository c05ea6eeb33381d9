using Microsoft.Extensions.Hosting;

namespace Brokerage.Hosting;

/// <summary>A piece of work that is done again and again until the host stops, whatever it fails with.</summary>
internal abstract class BackgroundWorker(string work, WorkContext context) : BackgroundService
{
    // Two looks may be missed, by a clock that was set or a machine that slept.
    private const int LooksMissed = 3;

    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    // What failed is tried again long before its time: a database that was locked for a moment must not cost a daily look its day.
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMinutes(1), LongestRetry = TimeSpan.FromMinutes(15);

    protected WorkContext Context => context;

    /// <summary>Is cancelled when the host stops; for what goes on beside a look.</summary>
    protected CancellationToken Stopping { get; private set; }

    /// <summary>The pause between two looks; <see cref="Timeout.InfiniteTimeSpan"/>: the work is not done.</summary>
    protected abstract TimeSpan Every { get; }

    /// <summary>Whether a look ends by itself.</summary>
    protected virtual bool Ends => true;

    /// <summary>Whether nothing that a look began is under way, but perhaps for one broker.</summary>
    internal virtual bool IsIdle(BrokerId? but = null) => true;

    internal WorkState State => context.States.Begin(work, Ends && Every != Timeout.InfiniteTimeSpan ? (Every * LooksMissed) + Grace : null);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (Every == Timeout.InfiniteTimeSpan) return;
        Stopping = stoppingToken;
        try
        {
            var retry = FirstRetry;
            while (true)
            {
                var pause = Every;
                if (await TryLookAsync(stoppingToken).ConfigureAwait(false))
                {
                    retry = FirstRetry;
                }
                else
                {
                    pause = Shorter(pause, retry);
                    retry = Shorter(retry * 2, LongestRetry);
                }

                var until = context.Now + pause;
                var rest = Task.Delay(pause, context.Time, stoppingToken);
                State.RestsUntil = until;
                await rest.ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
        finally
        {
            await EndAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Looks what is due, and does it or begins it.</summary>
    protected abstract Task LookAsync(CancellationToken stop);

    /// <summary>Waits for what was begun; what it holds is given back.</summary>
    protected virtual Task EndAsync() => Task.CompletedTask;

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private async Task<bool> TryLookAsync(CancellationToken stop)
    {
        var state = State;
        state.RestsUntil = null;
        try
        {
            await LookAsync(stop).ConfigureAwait(false);
            state.Succeeded(context.Now);
            return true;
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // A store that is down for a moment must not end the work, let alone the host.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            state.Failed(exception);
            HostingLog.WorkFailed(context.Logger, work, exception);
            return false;
        }
    }
}
