using System.Globalization;

namespace Brokerage.Kill.Tests.Child;

/// <summary>What a process tells the one that will kill it: a line for each order that has come to where it is to die.</summary>
internal sealed class Parent
{
    public const string At = "at", Over = "over", Waits = "waits", Failed = "failed";
    private readonly Lock _gate = new();
    private readonly TaskCompletionSource _go = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when everything else has come to its place and the last step may be taken.</summary>
    public Task Go => _go.Task;

    public void LetGo() => _go.TrySetResult();

    /// <summary>Says where an order is, and never comes back.</summary>
    public async Task<T> DieAsync<T>(int place, DateTimeOffset now)
    {
        Tell(At, place, now, "");
        await Task.Delay(Timeout.InfiniteTimeSpan);
        throw new InvalidOperationException("The dead do not go on.");
    }

    public void Tell(string word, int place, DateTimeOffset now, string text)
    {
        // Whatever else was reached for is told too: the process will not live to tell it at its end.
        var reached = LoopbackGuard.TakeAll();
        if (reached.Count > 0) (word, text) = (Failed, string.Join(" and ", reached));
        lock (_gate)
        {
            Console.Out.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{word} {place} {now.UtcTicks} {text.ReplaceLineEndings(" ")}"));
            Console.Out.Flush();
        }
    }
}
