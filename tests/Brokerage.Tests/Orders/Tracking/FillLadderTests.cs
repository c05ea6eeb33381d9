namespace Brokerage.Tests.Orders.Tracking;

/// <summary>What led from one filled quantity to another, where nobody tells it all.</summary>
public sealed class FillLadderTests
{
    [Fact]
    public void What_nobody_says_the_cost_of_has_no_execution()
    {
        var (reached, execution) = Assert.Single(FillLadder.Climb(0m, null, 4m, null, []));

        Assert.Equal(4m, reached);
        Assert.Null(execution);
    }

    [Fact]
    public void What_is_missing_costs_what_the_averages_leave_over()
    {
        var (reached, execution) = Assert.Single(FillLadder.Climb(2m, 10m, 4m, 11m, []));

        Assert.Equal((4m, 2m, 12m, true), (reached, execution!.Quantity, execution.Price, execution.IsDerived));
    }

    [Fact]
    public void An_execution_that_is_told_keeps_its_price_and_the_unpriced_rest_has_none()
    {
        var told = new Execution { Id = "e1", Quantity = 1m, Price = 9m, CumulativeAfter = 3m };

        var steps = FillLadder.Climb(0m, null, 4m, null, [told]).ToList();

        Assert.Equal([2m, 3m, 4m], steps.Select(step => step.To));
        Assert.Equal([null, told, null], steps.Select(step => step.Execution));
    }
}
