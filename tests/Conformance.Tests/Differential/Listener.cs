using System.Runtime.ExceptionServices;

namespace Brokerage.Conformance.Tests.Differential;

/// <summary>Reads the stream of orders beside the story.</summary>
internal sealed class Listener : IAsyncDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<OrderId, List<OrderEvent>> _heard = [];
    private readonly TaskCompletionSource _live = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim _news = new(0);
    private readonly CancellationTokenSource _end;
    private readonly TimeSpan _patience;
    private Task _reading = Task.CompletedTask;

    private Listener(TimeSpan patience, CancellationToken token) => (_patience, _end) = (patience, CancellationTokenSource.CreateLinkedTokenSource(token));

    /// <summary>Listens from now on.</summary>
    public static async Task<Listener> StartAsync(IStreaming streaming, AccountId account, TimeSpan patience, CancellationToken token)
    {
        var listener = new Listener(patience, token);
        listener._reading = listener.ReadAsync(streaming, account);
        await listener._live.Task.WaitAsync(TimeSpan.FromSeconds(30), token);
        return listener;
    }

    /// <summary>What was heard of each order, once it has told as much as the broker lists, or does not any more.</summary>
    public async Task<IReadOnlyList<string>> TellAsync(IReadOnlyList<(string Name, Order Order)> orders, bool mayBreak, TestBroker broker)
    {
        // Where time went by the line may have been cut, and is opened again by the broker's clock; one that is polled looks by it.
        var heard = HearAsync(orders);
        await (mayBreak ? broker.WaitAsync(heard, _end.Token) : heard);
        lock (_gate)
            return [.. orders.Select(row => $"heard {row.Name}: {Normal.Heard(_heard.GetValueOrDefault(row.Order.Ref.Order, []), mayBreak)}")];
    }

    private async Task<bool> HearAsync(IReadOnlyList<(string Name, Order Order)> orders)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(_end.Token);
        patience.CancelAfter(_patience);
        try
        {
            while (orders.Any(row => !HasTold(row.Order)))
                await _news.WaitAsync(patience.Token);
            return true;
        }
        catch (OperationCanceledException) when (!_end.IsCancellationRequested)
        {
            // The difference will say what was never told.
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _end.Dispose();
        _news.Dispose();
    }

    private bool HasTold(Order order)
    {
        lock (_gate)
        {
            return _heard.TryGetValue(order.Ref.Order, out var heard)
                && heard[^1].Order.Filled == order.Filled && heard[^1].Order.State.Value == order.State.Value;
        }
    }

    private async Task ReadAsync(IStreaming streaming, AccountId account)
    {
        try
        {
            await foreach (var item in streaming.OrdersAsync(account, since: null, _end.Token))
            {
                if (item.Signal == StreamSignal.Live)
                    _live.TrySetResult();
                if (!item.TryGetValue(out var change))
                    continue;
                lock (_gate)
                {
                    if (!_heard.TryGetValue(change.Order.Ref.Order, out var heard))
                        _heard[change.Order.Ref.Order] = heard = [];
                    heard.Add(change);
                }

                _news.Release();
            }
        }
        catch (Exception failure) when (!_end.IsCancellationRequested)
        {
            _live.TrySetException(failure);
            ExceptionDispatchInfo.Throw(failure);
        }
    }
}
