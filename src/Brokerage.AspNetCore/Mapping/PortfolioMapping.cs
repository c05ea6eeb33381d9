using Brokerage.AspNetCore.Wire;

namespace Brokerage.AspNetCore.Mapping;

internal static class PortfolioMapping
{
    public static PortfolioReadingWire ToWire(PortfolioReading reading) =>
        new(reading.ReadAt, [.. reading.Portfolios.Select(ToWire)], [.. reading.Failures.Select(ToWire)]);

    private static PortfolioWire ToWire(UnifiedPortfolio portfolio) => new()
    {
        Environment = portfolio.Environment.ToString(),
        IsComplete = portfolio.IsComplete,
        IsStale = portfolio.IsStale,
        AsOf = portfolio.AsOf,
        Totals = [.. portfolio.Totals.Select(ToWire)],
        Positions = [.. portfolio.Positions.Select(ToWire)],
        Summaries = [.. portfolio.Summaries.Select(ToWire)],
        Failures = [.. portfolio.Failures.Select(ToWire)],
    };

    private static TotalWire ToWire(PortfolioTotal total) => new(
        total.Currency.Code, ToWire(total.Value), ToWire(total.Cash), ToWire(total.DayProfit), ToWire(total.UnrealizedProfit), total.UnrealizedProfitFraction);

    private static PositionWire ToWire(MergedPosition position) => new()
    {
        Instrument = position.Instrument.ToString(),
        AssetClass = position.Instrument.AssetClass.ToString(),
        Currency = position.Currency.Code,
        Quantity = position.Quantity,
        Long = position.Long is { } held ? ToWire(held) : null,
        Short = position.Short is { } owed ? ToWire(owed) : null,
        AverageCost = position.AverageCost,
        MarketValue = ToWire(position.MarketValue),
        UnrealizedProfit = ToWire(position.UnrealizedProfit),
        UnrealizedProfitFraction = position.UnrealizedProfitFraction,
        DayProfit = ToWire(position.DayProfit),
        Breakdown = [.. position.Breakdown.Select(ToWire)],
    };

    private static SideWire ToWire(MergedSide side) => new(side.Quantity, side.AverageCost, side.UnknownCosts, ToWire(side.MarketValue));

    private static PartWire ToWire(PositionPart part) => new()
    {
        ConnectionId = part.Account.Connection.Value,
        BrokerId = part.Account.Broker.Value,
        AccountId = part.Account.Account.Value,
        Bucket = part.Bucket,
        Quantity = part.Quantity,
        AverageCost = part.AverageCost,
        Price = part.Price,
        MarketValue = part.MarketValue,
        UnrealizedProfit = part.UnrealizedProfit,
        DayProfit = part.DayProfit,
        AsOf = part.AsOf.Received,
    };

    private static SummaryWire ToWire(ConnectionSummary summary) => new()
    {
        ConnectionId = summary.Connection.Value,
        BrokerId = summary.Broker.Value,
        State = summary.State.ToString(),
        PersonNeededBy = summary.PersonNeededBy,
        IsComplete = summary.IsComplete,
        IsStale = summary.IsStale,
        AsOf = summary.AsOf,
        PositionCount = summary.PositionCount,
        Accounts = [.. summary.Accounts.Select(ToWire)],
    };

    private static AccountSummaryWire ToWire(AccountSummary account) => new()
    {
        AccountId = account.Account.Account.Value,
        Name = account.Name,
        MaskedNumber = account.MaskedNumber,
        Currency = account.Currency.Code,
        Value = account.Value,
        Cash = account.Cash,
        IsKept = account.IsKept,
        PositionCount = account.PositionCount,
        CountedThrough = account.CountedThrough?.Connection.Value,
    };

    public static FailureWire ToWire(PortfolioFailure failure) => new(
        failure.Connection.Value, failure.Broker.Value, failure.Account?.Value, failure.Part.ToString(), failure.Item, failure.Error.ToWire());

    private static FigureWire ToWire(PortfolioFigure figure) => new(figure.Known, figure.Missing);
}
