namespace Brokerage;

/// <summary>Adds accounts and positions per currency. Pure.</summary>
internal static class TotalsBuilder
{
    public static IReadOnlyList<PortfolioTotal> Build(IReadOnlyList<AccountReading> accounts, IReadOnlyList<MergedPosition> positions)
    {
        var byAccount = accounts.ToLookup(CurrencyOf);
        var byPosition = positions.ToLookup(position => position.Currency);
        return
        [
            .. byAccount.Select(group => group.Key).Union(byPosition.Select(group => group.Key))
                .OrderBy(currency => currency.Code, StringComparer.Ordinal)
                .Select(currency => Total(currency, [.. byAccount[currency]], [.. byPosition[currency]])),
        ];
    }

    /// <summary>The currency in which an account's figures stand: as its balance says, else as the account does.</summary>
    public static Currency CurrencyOf(AccountReading account) => account.Balance?.Currency ?? account.Account.BaseCurrency;

    private static PortfolioTotal Total(Currency currency, List<AccountReading> accounts, List<MergedPosition> positions)
    {
        var parts = positions.SelectMany(position => position.Breakdown).ToList();
        var profit = PortfolioFigure.Sum(parts.Select(part => part.UnrealizedProfit));
        return new PortfolioTotal
        {
            Currency = currency,
            Value = PortfolioFigure.Sum(accounts.Select(account => account.Balance?.NetLiquidation)),
            Cash = PortfolioFigure.Sum(accounts.Select(account => account.Balance?.Cash)),
            DayProfit = PortfolioFigure.Sum(accounts.Select(account => account.Balance?.DayProfit)),
            UnrealizedProfit = profit,
            UnrealizedProfitFraction = PositionMerger.Fraction(profit, parts),
        };
    }
}
