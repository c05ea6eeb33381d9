namespace Brokerage.Conformance;

/// <summary>
/// Reads one stream for a case, by the broker's clock and with its patience. Disposing it leaves the stream first, so that what a case found
/// is not hidden by how a pending read ends.
/// </summary>
internal sealed class Listener<T> : IAsyncDisposable
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);

    private readonly TestBroker _broker;
    private readonly CancellationToken _token;
    private readonly CancellationTokenSource _leave;
    private readonly IAsyncEnumerator<StreamItem<T>> _items;
    private Task<bool>? _next;

    public Listener(TestBroker broker, Func<CancellationToken, IAsyncEnumerable<StreamItem<T>>> open, CancellationToken token)
    {
        _broker = broker;
        _token = token;
        _leave = CancellationTokenSource.CreateLinkedTokenSource(token);
        _items = open(_leave.Token).GetAsyncEnumerator(_leave.Token);
    }

    /// <summary>Everything that is told up to the first item of the kind that is waited for, which is the last of the answer.</summary>
    /// <param name="last">Which item is waited for.</param>
    /// <param name="what">What it is, for the message of a case that waits in vain.</param>
    public Task<List<StreamItem<T>>> UntilAsync(Func<StreamItem<T>, bool> last, string what) => _broker.WaitAsync(ReadAsync(last, what), _token);

    /// <summary>Waits for one more item, leaves meanwhile, and ends as the waiting ends.</summary>
    public async Task LeaveAsync()
    {
        _next ??= _items.MoveNextAsync().AsTask();
        await _leave.CancelAsync();
        await _broker.WaitAsync(_next.WaitAsync(_broker.Patience, _token), _token);
    }

    public async ValueTask DisposeAsync()
    {
        await _leave.CancelAsync();
        if (await HasEndedAsync())
        {
            await _items.DisposeAsync();
        }

        _leave.Dispose();
    }

    private async Task<List<StreamItem<T>>> ReadAsync(Func<StreamItem<T>, bool> last, string what)
    {
        List<StreamItem<T>> seen = [];
        do
        {
            Assert.True(await MoveAsync(seen, what), $"The stream ended before {what}.");
            seen.Add(_items.Current);
        }
        while (!last(seen[^1]));

        return seen;
    }

    private async Task<bool> MoveAsync(List<StreamItem<T>> seen, string what)
    {
        _next ??= _items.MoveNextAsync().AsTask();
        try
        {
            var moved = await _next.WaitAsync(_broker.Patience, _token);
            _next = null;
            return moved;
        }
        catch (TimeoutException)
        {
            Assert.Fail($"The stream never told {what}. It told: {string.Join("; ", seen.Select(item => item.Signal == StreamSignal.Data ? $"{item.Value}" : $"{item.Signal}"))}.");
            return false;
        }
    }

    // An iterator may not be disposed of while it works.
    private async Task<bool> HasEndedAsync()
    {
        if (_next is null)
        {
            return true;
        }

        try
        {
            await _next.WaitAsync(Farewell, CancellationToken.None);
        }
        catch (TimeoutException)
        {
            return false;
        }
        catch (Exception)
        {
            // Whoever leaves does not ask how it ended.
        }

        return true;
    }
}
