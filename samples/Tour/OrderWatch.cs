using System.Threading.Channels;
using Brokerage;

namespace Tour;

/// <summary>Follows one order to its end: over the connection's stream where it has one, and by asking where it does not tell.</summary>
internal sealed class OrderWatch : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan AskEvery = TimeSpan.FromMilliseconds(500);

    private readonly IBrokerageConnection _connection;
    private readonly CancellationTokenSource _end = new(Patience);
    private readonly Channel<Order> _seen = Channel.CreateUnbounded<Order>();
    private readonly TaskCompletionSource _live = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<string> _states = [];
    private Task _listening = Task.CompletedTask;

    private OrderWatch(IBrokerageConnection connection) => _connection = connection;

    /// <summary>Listens from before the order is placed, so that nothing is missed.</summary>
    public static async Task<OrderWatch> StartAsync(IBrokerageConnection connection, AccountId account)
    {
        var watch = new OrderWatch(connection);
        if (connection.Streaming is { } streaming)
        {
            watch._listening = watch.ListenAsync(streaming, account);
            await watch._live.Task;
        }

        return watch;
    }

    /// <summary>The order when it is final, and the states that it was seen in.</summary>
    public async Task<(Order Final, IReadOnlyList<string> States)> UntilFinalAsync(OrderRef order, Order? first)
    {
        if (first is not null)
            Note(first);
        while (true)
        {
            var isFinal = first is { IsFinal: true };
            var more = _seen.Reader.WaitToReadAsync(_end.Token).AsTask();
            if (!isFinal && await Task.WhenAny(more, Task.Delay(AskEvery, _end.Token)) == more && await more)
            {
                while (_seen.Reader.TryRead(out var streamed))
                {
                    if (streamed.Ref.Order != order.Order)
                        continue;
                    Note(streamed);
                    isFinal |= streamed.IsFinal;
                }

                if (!isFinal)
                    continue;
            }

            var now = await _connection.Trading!.GetOrderAsync(order, _end.Token);
            if (!now.IsFinal)
                continue;
            Note(now);
            return (now, _states);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _listening;
        _end.Dispose();
    }

    private void Note(Order seen)
    {
        var state = seen.State.Value.ToString();
        if (_states.Count == 0 || !string.Equals(_states[^1], state, StringComparison.Ordinal))
            _states.Add(state);
    }

    private async Task ListenAsync(IStreaming streaming, AccountId account)
    {
        try
        {
            await foreach (var item in streaming.OrdersAsync(account, cancellationToken: _end.Token))
            {
                if (item is { Signal: StreamSignal.Data, Value: { } change })
                    _seen.Writer.TryWrite(change.Order);
                else if (item.Signal == StreamSignal.Live)
                    _live.TrySetResult();
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or BrokerageException or ObjectDisposedException)
        {
            // What the stream does not tell is asked for.
        }
        finally
        {
            _live.TrySetResult();
        }
    }
}
