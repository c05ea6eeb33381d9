using Brokerage.Conformance.Tests.Broken.PassThrough;

namespace Brokerage.Conformance.Tests.Broken.Accounts;

/// <inheritdoc/>
public sealed class ReadsNullAsZero : MisreadingAdapter
{
    /// <inheritdoc/>
    public override string Defect =>
        "Reads a figure that the broker does not tell as zero: an unfilled order was filled for nothing, an account has no buying "
        + "power.";

    /// <inheritdoc/>
    protected override Order Read(Order order) => order with
    {
        AveragePrice = order.AveragePrice ?? 0m,
        Legs = [.. order.Legs.Select(leg => leg with { AveragePrice = leg.AveragePrice ?? 0m })],
    };

    /// <inheritdoc/>
    protected internal override Balance Read(Balance balance) => balance with
    {
        BuyingPower = balance.BuyingPower ?? 0m,
        DayTradingBuyingPower = balance.DayTradingBuyingPower ?? 0m,
        DayProfit = balance.DayProfit ?? 0m,
        UnsettledCash = balance.UnsettledCash ?? 0m,
        MarginCall = balance.MarginCall ?? 0m,
    };

    /// <inheritdoc/>
    protected internal override Quote Read(Quote quote) => quote with { Bid = quote.Bid ?? 0m, Ask = quote.Ask ?? 0m, Volume = quote.Volume ?? 0m };
}
