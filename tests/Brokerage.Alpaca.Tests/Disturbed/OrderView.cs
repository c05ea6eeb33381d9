using System.Collections.Concurrent;

namespace Brokerage.Alpaca.Tests;

/// <summary>What a reader of an order stream knows at the end: each order as it was last told, with its fills. Notes what must never happen.</summary>
internal sealed class OrderView : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<OrderId, Order> _orders = new();
    private readonly ConcurrentQueue<string> _mistakes = new();
    private readonly TaskCompletionSource _live = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;

    public OrderView(IStreaming streaming) => _reading = Task.Run(() => ReadAsync(streaming));

    public Task Live => _live.Task;

    public IReadOnlyCollection<string> Mistakes => _mistakes;

    /// <summary>One line for each order: what it is, how much of it is filled, and for how much.</summary>
    public IReadOnlyDictionary<OrderId, string> Orders => _orders.ToDictionary(order => order.Key, order => Text(order.Value));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    // Fills that were told while the line was broken come as one that is derived: what they add up to must be the same.
    private static string Text(Order order)
    {
        var (quantity, amount) = (order.Executions.Sum(fill => fill.Quantity), order.Executions.Sum(fill => fill.Quantity * fill.Price));
        return $"{order.State.Value} filled {order.Filled:0.#########} at {order.AveragePrice:0.####}, executions {quantity:0.#########} for {amount:0.0}, replaced by {order.ReplacedBy}";
    }

    private async Task ReadAsync(IStreaming streaming)
    {
        try
        {
            await foreach (var item in streaming.OrdersAsync(since: DateTimeOffset.UnixEpoch, cancellationToken: _stop.Token))
            {
                if (item.Signal == StreamSignal.Live)
                {
                    _live.TrySetResult();
                }

                if (item.Value is { } change)
                {
                    Take(change);
                }
            }
        }
        catch (BrokerageException failure)
        {
            _mistakes.Enqueue($"the stream ended: {failure.Message}");
            _live.TrySetException(failure);
        }
    }

    private void Take(OrderEvent change)
    {
        var order = change.Order;
        if (_orders.TryGetValue(order.Ref.Order, out var before))
        {
            if (order.Filled < before.Filled)
            {
                _mistakes.Enqueue($"{order.Ref.Order} went back from {before.Filled} to {order.Filled} filled");
            }

            if (OrderLifecycle.IsFinal(before.State.Value) && !OrderLifecycle.IsFinal(order.State.Value))
            {
                _mistakes.Enqueue($"{order.Ref.Order} went back from {before.State.Value} to {order.State.Value}");
            }
        }

        _orders[order.Ref.Order] = order;
    }
}
