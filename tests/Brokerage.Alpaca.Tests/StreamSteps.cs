namespace Brokerage.Alpaca.Tests;

/// <summary>Reading a stream until something is said, with or without a clock that goes on.</summary>
internal static class StreamSteps
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>What is read, up to the item that was waited for.</summary>
    public static async Task<List<StreamItem<T>>> UntilAsync<T>(
        IAsyncEnumerator<StreamItem<T>> items, Func<StreamItem<T>, bool> last, CancellationToken token)
    {
        List<StreamItem<T>> seen = [];
        do
        {
            Assert.True(await items.MoveNextAsync().AsTask().WaitAsync(Patience, token), "The stream ended.");
            seen.Add(items.Current);
        }
        while (!last(seen[^1]));

        return seen;
    }

    public static Task AdvanceUntilAsync(TestHouse house, Task done) =>
        done.WithStepsAsync(() => house.Clock.Advance(TimeSpan.FromMilliseconds(500)));
}
