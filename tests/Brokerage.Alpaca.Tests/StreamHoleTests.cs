using Brokerage.Testing;
using static Brokerage.Alpaca.Tests.StreamSteps;

namespace Brokerage.Alpaca.Tests;

/// <summary>What a stream of orders looks up after a break, where not all of it can be read.</summary>
public sealed class StreamHoleTests
{
    [Theory]
    [InlineData("closed", "filled")]
    [InlineData("open", "partially_filled")]
    public async Task A_row_that_cannot_be_read_after_a_break_is_a_hole_and_the_stream_is_not_live_over_it(string list, string status)
    {
        var row = $"[{Fixture.Text("Orders/GET-order-filled").Replace("\"status\": \"filled\"", $"\"status\": \"{status}\"", StringComparison.Ordinal)}]";
        var damaged = row.Replace("\"filled_qty\"", "\"zz_filled_qty\"", StringComparison.Ordinal);
        await using var house = new TestHouse();
        house.Script("GET", ListOf("open"), list is "open" ? [Json("[]"), Json(damaged), Json(row)] : [Json("[]")]);
        house.Script("GET", ListOf("closed"), list is "closed" ? [Json(damaged), Json(row)] : [Json("[]")]);
        await using var orders = house.Connection.Streaming!.OrdersAsync(cancellationToken: house.Token).GetAsyncEnumerator(house.Token);
        await UntilAsync(orders, item => item.Signal == StreamSignal.Live, house.Token);
        var line = await house.Sockets.NextAsync(house.Token);

        line.Cut();
        var after = await UntilAsync(orders, item => item.Signal == StreamSignal.Live, house.Token).WithStepsAsync(() => house.Clock.Advance(TimeSpan.FromMilliseconds(500)));

        var fill = Assert.Single(after, item => item.Value?.Cause == OrderCause.Fill).Value!;
        Assert.Equal((10m, 10m), (fill.Order.Filled, fill.Execution!.Quantity));
        Assert.Equal([StreamSignal.Resynced, StreamSignal.Live], after.Select(item => item.Signal).TakeLast(2));
        Assert.Single(after, item => item.Signal == StreamSignal.Resynced);
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_and_last_changed_long_ago_is_no_hole()
    {
        var damaged = Fixture.Text("Orders/GET-order-filled").Replace("\"filled_qty\"", "\"zz_filled_qty\"", StringComparison.Ordinal);
        await using var house = new TestHouse();
        house.Script("GET", ListOf("open"), Json("[]"));
        house.Script("GET", ListOf("closed"), Json($"[{damaged}]"));
        var since = new DateTimeOffset(2026, 11, 19, 15, 33, 2, TimeSpan.Zero);
        await using var orders = house.Connection.Streaming!.OrdersAsync(since: since, cancellationToken: house.Token).GetAsyncEnumerator(house.Token);

        var told = await UntilAsync(orders, item => item.Signal == StreamSignal.Live, house.Token);

        Assert.Equal([StreamSignal.Connecting, StreamSignal.Resynced, StreamSignal.Live], told.Select(item => item.Signal));
    }

    private static string ListOf(string status) => $"v2/orders?status={status}&limit=500&direction=desc&nested={(status is "open" ? "false" : "true")}";

    private static ScriptedAnswer Json(string text) => ScriptedAnswer.Json(200, text);
}
