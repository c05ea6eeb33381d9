using System.Globalization;

namespace Brokerage.Transport.Tests.Sockets;

/// <summary>The queue in front of a reader of orders, when the line is cut in the very moment in which it makes room.</summary>
public sealed class OrderReaderTests
{
    private const int Rounds = 3_000;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_line_that_is_cut_while_room_is_made_loses_no_event_and_tells_none_twice()
    {
        OrderReader reader = new(null, null, (_, _, _) => Task.FromResult(Snapshot<Order>.Complete([], default)), queueLength: 1);
        List<long> told = [];
        for (int round = 0; round < Rounds; round++)
        {
            await reader.ApplyAsync(Update(2 * round), Token);
            using CancellationTokenSource cut = CancellationTokenSource.CreateLinkedTokenSource(Token);
            Task waiting = reader.ApplyAsync(Update((2 * round) + 1), cut.Token).AsTask();
            Assert.False(waiting.IsCompleted);

            // Both at once, on two threads: room for the event that waits, and the end of its line.
            Task cutting = Task.Run(cut.Cancel, Token);
            await Waiting.UntilAsync(() => reader.Items.TryRead(out StreamItem<OrderEvent> item) && Take(told, item));
            await cutting;
            await waiting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);

            // The next line drains what was left: one reading is enough either way.
            Task next = reader.SyncAsync(TimeSpan.Zero, default, Token);
            await Waiting.UntilAsync(() => next.IsCompleted && !reader.Items.TryPeek(out _), () =>
            {
                if (reader.Items.TryRead(out StreamItem<OrderEvent> item)) Take(told, item);
            });

            await next;
        }

        Assert.Equal(Enumerable.Range(1, 2 * Rounds).Select(number => (long)number), told);
    }

    private static bool Take(List<long> told, StreamItem<OrderEvent> item)
    {
        if (item.Signal == StreamSignal.Data) told.Add(item.Value!.Sequence);
        return true;
    }

    private static OrderUpdate Update(int order) =>
        StreamBroker.Protocol.ReadOrder(string.Create(CultureInfo.InvariantCulture, $"o|order{order}|Working|0|5|1").Split('|'));
}
