namespace Brokerage.Transport.Tests.Sockets;

/// <summary>What is filled and the executions that tell of it add up, whichever of the messages come, and in whatever order.</summary>
public sealed class OrderMergeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 19, 17, 0, 0, TimeSpan.Zero);

    private readonly OrderMerge _merge = new();

    [Fact]
    public void A_fill_that_never_comes_is_made_up_between_those_that_do()
    {
        _merge.Apply(Fill(1));
        var changes = _merge.Apply(Fill(3));

        Order order = changes[^1].Order;
        Assert.Equal(3m, order.Filled);
        Assert.Equal([(1m, false), (2m, true), (3m, false)], order.Executions.Select(execution => (execution.CumulativeAfter, execution.IsDerived)));
        Assert.Equal(3m, order.Executions.Sum(execution => execution.Quantity));
        Assert.Equal(2, changes.Count(change => change.Cause == OrderCause.Fill));
    }

    [Fact]
    public void A_fill_that_comes_late_takes_the_place_of_what_was_made_up()
    {
        _merge.Apply(Fill(1));
        _merge.Apply(Fill(4));
        Order order = _merge.Apply(Fill(3))[^1].Order;

        Assert.Equal([(1m, false), (2m, true), (3m, false), (4m, false)], order.Executions.Select(execution => (execution.CumulativeAfter, execution.IsDerived)));
        order = _merge.Apply(Fill(2))[^1].Order;
        Assert.Equal([1m, 2m, 3m, 4m], order.Executions.Select(execution => execution.CumulativeAfter));
        Assert.DoesNotContain(order.Executions, execution => execution.IsDerived);
    }

    [Theory]
    [MemberData(nameof(Seeds.Some), 20, MemberType = typeof(Seeds))]
    public void Executions_add_up_after_every_message(ulong seed)
    {
        Random random = new(unchecked((int)seed));
        decimal filled = 0m;
        for (int round = 0; round < 40; round++)
        {
            int cumulative = random.Next(1, 10);
            filled = Math.Max(filled, cumulative);
            IReadOnlyList<OrderChangeSeen> changes = _merge.Apply(random.Next(3) == 0 ? Fill(cumulative) with { Execution = null } : Fill(cumulative));
            if (changes.Count == 0) continue;
            Order order = changes[^1].Order;
            Assert.True(
                order.Filled == filled && order.Executions.Sum(execution => execution.Quantity) == filled,
                $"Seed {seed}: {order.Filled} filled, {string.Join(", ", order.Executions)}");
        }
    }

    [Fact]
    public void Orders_of_two_accounts_that_have_one_number_are_two_orders()
    {
        _merge.Apply(Fill(9));
        OrderUpdate other = new(StreamBroker.Protocol.ReadOrder("o|one|Working|0|10|1".Split('|')).Order, OrderCause.Seen);
        OrderRef elsewhere = new(StreamBroker.Account with { Account = AccountId.Parse("B1") }, other.Order.Ref.Order);
        OrderUpdate working = other with { Order = other.Order with { Ref = elsewhere, AsOf = new AsOf(Noon) } };

        OrderChangeSeen seen = Assert.Single(_merge.Apply(working));
        IReadOnlyList<OrderChangeSeen> filled = _merge.Apply(working with { Order = working.Order with { Filled = 10m, AveragePrice = 20m } });

        Assert.Equal((elsewhere, 0m, OrderState.Working), (seen.Order.Ref, seen.Order.Filled, seen.Order.State.Value));
        Execution execution = Assert.Single(filled, change => change.Execution is not null).Execution!;
        Assert.Equal((10m, 20m), (execution.Quantity, execution.Price));
    }

    // One unit each, under an id of its own; the order as it was then.
    private static OrderUpdate Fill(int cumulative)
    {
        Execution execution = new() { Id = $"e{cumulative}", Quantity = 1m, Price = 10m, CumulativeAfter = cumulative, Time = Noon.AddSeconds(cumulative) };
        Order order = StreamBroker.Protocol.ReadOrder($"o|one|Working|{cumulative}|10|1".Split('|')).Order;
        return new OrderUpdate(order with { Filled = cumulative, AveragePrice = 10m, Executions = [], AsOf = new AsOf(Noon, Noon.AddSeconds(cumulative)) }, OrderCause.Fill, execution);
    }
}
