using Brokerage;

namespace Tour;

/// <summary>The suite's portfolio → the tour's document.</summary>
internal static class TourMapping
{
    public static TourPortfolio Of(UnifiedPortfolio portfolio) => new()
    {
        Totals = [.. portfolio.Totals.Select(total =>
            new TourTotal(total.Currency.Code, total.Value.Total, total.Cash.Total, total.UnrealizedProfit.Total))],
        Positions = [.. portfolio.Positions.Select(Of)],
        Summaries = [.. portfolio.Summaries.Select(Of)],
        Failures = [.. portfolio.Failures.Select(failure =>
            new TourFailure(failure.Connection.Value, failure.Broker.Value, failure.Error.Code.ToString()))],
    };

    private static TourPosition Of(MergedPosition position) => new()
    {
        Instrument = position.Instrument.ToString(),
        Currency = position.Currency.Code,
        TotalQuantity = position.Quantity,
        WeightedAverageCost = position.AverageCost,
        TotalMarketValue = position.MarketValue.Total,
        TotalUnrealizedPL = position.UnrealizedProfit.Total,
        Breakdown = [.. position.Breakdown.Select(part => new TourPart(
            part.Account.Connection.Value,
            part.Account.Broker.Value,
            part.Account.Account.Value,
            part.Quantity,
            part.AverageCost,
            part.MarketValue))],
    };

    // One account per connection in this tour; a connection with several would make a row of each.
    private static TourSummary Of(ConnectionSummary summary)
    {
        var account = summary.Accounts.Count == 1 ? summary.Accounts[0] : null;
        return new TourSummary(
            summary.Connection.Value,
            summary.Broker.Value,
            summary.State.ToString(),
            account?.Currency.Code,
            account?.Value,
            account?.Cash,
            summary.PositionCount);
    }
}
