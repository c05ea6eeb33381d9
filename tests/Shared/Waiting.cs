namespace Brokerage.TestSupport;

/// <summary>
/// Waits of tests that move the clock themselves. What never comes fails the test: a loop that waits for ever would hold the whole run, and
/// nobody would learn which test it was.
/// </summary>
internal static class Waiting
{
    /// <summary>Far more than anything takes on a busy machine.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>Lets a clock go on, step by step, until a task is done.</summary>
    public static async Task<T> WithStepsAsync<T>(this Task<T> task, Action step, CancellationToken? cancellationToken = null)
    {
        await ((Task)task).WithStepsAsync(step, cancellationToken);
        return await task;
    }

    /// <inheritdoc cref="WithStepsAsync{T}" />
    public static async Task WithStepsAsync(this Task task, Action step, CancellationToken? cancellationToken = null)
    {
        var token = cancellationToken ?? TestContext.Current.CancellationToken;
        var began = TimeProvider.System.GetTimestamp();
        while (!task.IsCompleted)
        {
            Demand(began, token);
            step();
            // Gives the work its turn: a clock that runs ahead of it would make every answer late.
            await Task.WhenAny(task, Task.Delay(1, token));
        }

        await task;
    }

    /// <summary>Lets everything else run, and a clock go on, until something is so.</summary>
    public static async Task UntilAsync(Func<bool> isSo, Action? step = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (!isSo())
        {
            Demand(began, TestContext.Current.CancellationToken);
            step?.Invoke();
            await Task.Yield();
        }
    }

    private static void Demand(long began, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (TimeProvider.System.GetElapsedTime(began) > Patience) throw new TimeoutException("What the test waits for never came.");
    }
}
