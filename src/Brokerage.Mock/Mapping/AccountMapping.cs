using Brokerage.Exchange;

namespace Brokerage.Mock.Mapping;

/// <summary>Accounts, balances and positions of the exchange → the contract's. Pure.</summary>
internal static class AccountMapping
{
    public static Account ToAccount(ExchangeAccount account, AccountRef reference, string exchange, AsOf asOf)
    {
        var opening = account.Opening;
        return new Account
        {
            Ref = reference,
            MaskedNumber = Mask(account.Id.Value),
            MergeKey = $"{exchange}/{account.Id}",
            Name = opening.Name,
            Margin = Word(opening.Kind),
            Registration = Word(Registration.Individual),
            Status = Word(account.Status),
            BaseCurrency = opening.BaseCurrency,
            MayTrade = new Dictionary<AssetClass, bool>
            {
                [AssetClass.Equity] = true,
                [AssetClass.Crypto] = true,
                [AssetClass.Option] = opening.OptionLevel > 0,
            },
            MayShort = opening.MayShort && opening.Kind == MarginKind.Margin,
            OptionLevel = opening.OptionLevel,
            OpenedOn = DateOnly.FromDateTime(account.OpenedAt.UtcDateTime),
            AsOf = asOf,
        };
    }

    public static Balance ToBalance(ExchangeBalance balance, AccountRef reference, AsOf asOf) => new()
    {
        Account = reference,
        Currency = balance.Currency,
        Cash = balance.Cash,
        CashAvailable = balance.AvailableCash,
        Withdrawable = balance.Withdrawable,
        BuyingPower = balance.BuyingPower,
        OptionBuyingPower = balance.OptionBuyingPower,
        DayTradingBuyingPower = balance.DayTradingBuyingPower,
        UnsettledCash = balance.Cash - balance.SettledCash,
        MarginDebit = balance.MarginDebit,
        InitialMargin = balance.InitialMargin,
        MaintenanceMargin = balance.MaintenanceMargin,
        MarginCall = balance.MarginCall,
        MarketValue = balance.LongMarketValue + balance.ShortMarketValue,
        NetLiquidation = balance.Equity,
        DayProfit = balance.DayProfit,
        TotalProfit = balance.UnrealizedProfit,
        ByCurrency = [.. balance.ByCurrency.Select(ToRow)],
        AsOf = asOf,
    };

    public static Position ToPosition(ExchangePosition position, AccountRef reference, MockSymbols symbols, AsOf asOf) => new()
    {
        Account = reference,
        Instrument = symbols.Spell(position.Instrument),
        Quantity = position.Quantity,
        // The exchange counts what is free as a positive quantity; the contract gives it the position's sign.
        Available = position.Quantity < 0m ? -position.Available : position.Available,
        Multiplier = position.Listing.Multiplier,
        Currency = position.Listing.Currency,
        AverageCost = position.AverageCost,
        Price = position.Price,
        MarketValue = position.MarketValue,
        UnrealizedProfit = position.UnrealizedProfit,
        DayProfit = position.DayProfit,
        Info = symbols.Spell(position.Listing).ToInfo(),
        AsOf = asOf,
    };

    private static CurrencyBalance ToRow(ExchangeCash row) => new()
    {
        Currency = row.Currency,
        Cash = row.Cash,
        SettledCash = row.Settled,
        MarketValue = row.MarketValue,
        RateToBase = row.RateToBase,
    };

    private static Raw<T> Word<T>(T value)
        where T : struct, Enum => new(value, value.ToString());

    private static string Mask(string number) => number.Length <= 4 ? "****" : "****" + number[^4..];
}
