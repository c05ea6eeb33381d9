using System.Threading.Channels;
using Brokerage;

namespace Tour;

/// <summary>Follows one order to its end: over the connection's stream where it has one, else by asking.</summary>
internal sealed class OrderWatch
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    private readonly IBrokerageConnection _connection;
    private readonly Channel<Order> _seen = Channel.CreateUnbounded<Order>();

    private OrderWatch(IBrokerageConnection connection) => _connection = connection;

    /// <summary>Starts to listen before the order is placed, so that nothing is missed.</summary>
    public static OrderWatch Start(IBrokerageConnection connection, AccountId account)
    {
        var watch = new OrderWatch(connection);
        if (connection.Streaming is { } streaming)
            _ = watch.ListenAsync(streaming, account);
        return watch;
    }

    /// <summary>The order when it is final, and the states that it was seen in.</summary>
    public async Task<(Order Final, IReadOnlyList<string> States)> UntilFinalAsync(OrderRef order, Order? first)
    {
        var states = new List<string>();
        if (first is not null)
            Note(first);

        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            while (_seen.Reader.TryRead(out var streamed))
            {
                if (streamed.Ref.Order == order.Order)
                    Note(streamed);
            }

            var now = await _connection.Trading!.GetOrderAsync(order, patience.Token);
            if (now.IsFinal)
            {
                Note(now);
                return (now, states);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), patience.Token);
        }

        void Note(Order seen)
        {
            var state = seen.State.Value.ToString();
            if (states.Count == 0 || !string.Equals(states[^1], state, StringComparison.Ordinal))
                states.Add(state);
        }
    }

    private async Task ListenAsync(IStreaming streaming, AccountId account)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await foreach (var item in streaming.OrdersAsync(account, cancellationToken: patience.Token))
            {
                if (item is { Signal: StreamSignal.Data, Value: { } change })
                    _seen.Writer.TryWrite(change.Order);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or BrokerageException or ObjectDisposedException)
        {
            // What the stream does not tell is asked for.
        }
    }
}
