using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Orders;

/// <inheritdoc/>
public sealed class TakesTheLimitForTheAverage : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Shows the limit as the average price of what is filled: the cost, and the tax, are wrong whenever the price was better.";

    /// <inheritdoc/>
    protected override Order Read(Order order) =>
        order is { Filled: > 0m, Price: PriceTerms.Limit limit } ? order with { AveragePrice = limit.Price } : order;
}
