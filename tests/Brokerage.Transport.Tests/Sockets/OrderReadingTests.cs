namespace Brokerage.Transport.Tests.Sockets;

/// <summary>One history out of readings that say how much and executions that say which, of brokers that tell only the one, or both at odds.</summary>
public sealed class OrderReadingTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 2, 14, 30, 0, TimeSpan.Zero);

    private readonly OrderMerge _merge = new();

    [Fact]
    public void Where_nobody_tells_executions_the_difference_of_two_readings_is_one_that_says_so()
    {
        _merge.Apply(new OrderUpdate(Order(1, OrderState.Working, 0m), OrderCause.Activated));
        OrderChangeSeen first = OneFill(_merge.Apply(new OrderUpdate(Order(2, OrderState.PartiallyFilled, 4m, average: 10m), OrderCause.Seen)));
        OrderChangeSeen second = OneFill(_merge.Apply(new OrderUpdate(Order(3, OrderState.Filled, 10m, average: 10.6m), OrderCause.Seen)));

        Assert.Equal((OrderCause.Fill, true, 4m, 10m, 4m), Of(first));
        // 10 at 10.6 are 106, of which 40 are known: 6 at 11.
        Assert.Equal((OrderCause.Fill, true, 6m, 11m, 10m), Of(second));
        Assert.Equal(2, second.Order.Executions.Count);
        Assert.Empty(_merge.Apply(new OrderUpdate(Order(3, OrderState.Filled, 10m, average: 10.6m), OrderCause.Seen)));
    }

    [Fact]
    public void A_derived_execution_gives_way_to_the_real_ones_that_cover_it()
    {
        _merge.Apply(new OrderUpdate(Order(1, OrderState.PartiallyFilled, 5m, average: 10m), OrderCause.Seen));
        OrderChangeSeen real = Assert.Single(_merge.Apply(new OrderUpdate(Order(2, OrderState.PartiallyFilled, 5m, average: 10m), OrderCause.Fill, Execution("e1", 5m, 10.01m, 5m))));
        Assert.Equal((OrderCause.Fill, false, 5m, 10.01m, 5m), Of(real));
        Assert.Equal("e1", Assert.Single(real.Order.Executions).Id);
        Assert.Equal(5m, real.Order.Filled);
    }

    [Fact]
    public void An_execution_that_comes_before_its_reading_moves_the_quantity_and_the_state()
    {
        _merge.Apply(new OrderUpdate(Order(1, OrderState.Working, 0m), OrderCause.Activated));
        OrderChangeSeen part = Assert.Single(_merge.Apply(new OrderUpdate(Order(1, OrderState.Working, 0m), OrderCause.Fill, Execution("e1", 4m, 10m, 4m))));
        OrderChangeSeen rest = Assert.Single(_merge.Apply(new OrderUpdate(Order(1, OrderState.Working, 0m), OrderCause.Fill, Execution("e2", 6m, 10m, 10m))));
        Assert.Equal((4m, OrderState.PartiallyFilled), (part.Order.Filled, part.Order.State.Value));
        Assert.Equal((10m, OrderState.Filled), (rest.Order.Filled, rest.Order.State.Value));
    }

    [Fact]
    public void A_correction_replaces_what_it_names_once_and_may_take_quantity_back()
    {
        _merge.Apply(new OrderUpdate(Order(1, OrderState.PartiallyFilled, 8m, average: 10m), OrderCause.Fill, Execution("e1", 8m, 10m, 8m)));
        OrderUpdate correction = new(Order(2, OrderState.PartiallyFilled, 6m, average: 9.5m), OrderCause.FillCorrected, Execution("e1.02", 6m, 9.5m, 6m, corrects: "e1"));
        OrderChangeSeen told = Assert.Single(_merge.Apply(correction));
        Assert.Equal((OrderCause.FillCorrected, 6m, 9.5m), (told.Cause, told.Order.Filled, told.Order.AveragePrice));
        Assert.Equal(["e1.02"], told.Order.Executions.Select(one => one.Id));

        // The same correction once more, and the old execution on another channel: neither is news.
        Assert.Empty(_merge.Apply(correction));
        Assert.Empty(_merge.Apply(new OrderUpdate(Order(2, OrderState.PartiallyFilled, 6m, average: 9.5m), OrderCause.Fill, Execution("e1", 8m, 10m, 8m))));
    }

    [Fact]
    public void An_execution_that_never_was_leaves_the_list()
    {
        _merge.Apply(new OrderUpdate(Order(1, OrderState.PartiallyFilled, 8m, average: 10m), OrderCause.Fill, Execution("e1", 8m, 10m, 8m)));
        OrderChangeSeen told = Assert.Single(_merge.Apply(new OrderUpdate(Order(2, OrderState.Working, 0m), OrderCause.FillCorrected, Execution("e1.02", 0m, 10m, 0m, corrects: "e1"))));
        Assert.Equal((OrderCause.FillCorrected, 0m), (told.Cause, told.Order.Filled));
        Assert.Empty(told.Order.Executions);
    }

    [Fact]
    public void A_fill_after_a_cancel_is_told_and_keeps_the_state_until_it_is_complete()
    {
        _merge.Apply(new OrderUpdate(Order(1, OrderState.Working, 0m), OrderCause.Activated));
        _merge.Apply(new OrderUpdate(Order(2, OrderState.Cancelled, 0m), OrderCause.Cancelled));
        OrderChangeSeen late = Assert.Single(_merge.Apply(new OrderUpdate(Order(2, OrderState.Cancelled, 0m), OrderCause.Fill, Execution("e1", 4m, 10m, 4m))));
        OrderChangeSeen last = Assert.Single(_merge.Apply(new OrderUpdate(Order(2, OrderState.Cancelled, 0m), OrderCause.Fill, Execution("e2", 6m, 10m, 10m))));
        Assert.Equal((OrderState.Cancelled, 4m), (late.Order.State.Value, late.Order.Filled));
        Assert.Equal((OrderState.Filled, 10m), (last.Order.State.Value, last.Order.Filled));
    }

    /// <summary>A reading tells its fills first, then itself.</summary>
    private static OrderChangeSeen OneFill(IReadOnlyList<OrderChangeSeen> changes)
    {
        Assert.Equal([OrderCause.Fill, OrderCause.Seen], changes.Select(change => change.Cause));
        Assert.Null(changes[1].Execution);
        return changes[0];
    }

    private static (OrderCause Cause, bool IsDerived, decimal Quantity, decimal Price, decimal After) Of(OrderChangeSeen change) =>
        (change.Cause, change.Execution!.IsDerived, change.Execution.Quantity, change.Execution.Price, change.Execution.CumulativeAfter);

    private static Execution Execution(string id, decimal quantity, decimal price, decimal after, string? corrects = null) =>
        new() { Id = id, Quantity = quantity, Price = price, CumulativeAfter = after, Corrects = corrects };

    private static Order Order(int second, OrderState state, decimal filled, decimal? average = null) => new()
    {
        Ref = new OrderRef(StreamBroker.Account, OrderId.Parse("o1")),
        State = new Raw<OrderState>(state, null),
        Shape = new Raw<OrderShape>(OrderShape.Single, null),
        Legs = [],
        Quantity = new OrderQuantity.Units(10m),
        Filled = filled,
        AveragePrice = average,
        Price = new PriceTerms.Market(),
        TimeInForce = TimeInForce.Day,
        AsOf = new AsOf(Start.AddSeconds(second), Start.AddSeconds(second)),
    };
}
