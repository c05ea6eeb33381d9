namespace Brokerage.Tests.Guards.Risk;

/// <summary>
/// Runs callers one at a time, each until its next step; who goes next is the seed's choice. No threads, no clocks: the same seed gives the same
/// run.
/// </summary>
internal sealed class Interleaver(Random random)
{
    private readonly List<TaskCompletionSource> _waiting = [];

    /// <summary>Called after every step.</summary>
    public Action AfterStep { get; set; } = () => { };

    public Task StepAsync()
    {
        // Without asynchronous continuations a caller goes on inside SetResult, on this thread.
        var step = new TaskCompletionSource();
        _waiting.Add(step);
        return step.Task;
    }

    public void Run()
    {
        while (_waiting.Count > 0)
        {
            var chosen = random.Next(_waiting.Count);
            var step = _waiting[chosen];
            _waiting[chosen] = _waiting[^1];
            _waiting.RemoveAt(_waiting.Count - 1);
            step.SetResult();
            AfterStep();
        }
    }
}
