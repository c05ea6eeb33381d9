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
    public static Task UntilAsync(Func<bool> isSo, Action? step = null) => UntilAsync(() => Task.FromResult(isSo()), step);

    /// <inheritdoc cref="UntilAsync(Func{bool}, Action?)" />
    public static async Task UntilAsync(Func<Task<bool>> isSo, Action? step = null)
    {
        var began = TimeProvider.System.GetTimestamp();
        for (var round = 1; !await isSo(); round++)
        {
            Demand(began, TestContext.Current.CancellationToken);
            step?.Invoke();
            // A test's own turns don't wait for those of the pool: now and then it stands aside, or a clock would run away from those who wait.
            if (round % 16 == 0) await Task.Delay(1, TestContext.Current.CancellationToken);
            else await Task.Yield();
        }
    }

    private static void Demand(long began, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (TimeProvider.System.GetElapsedTime(began) > Patience) throw new TimeoutException("What the test waits for never came.");
    }
}
