using System.Text.Json.Nodes;
using Brokerage.Exchange;
using Brokerage.Simulator.ETrade.Wire;

namespace Brokerage.Simulator.ETrade.Mapping;

/// <summary>Accounts and balances as the wire has them. Pure.</summary>
internal static class AccountMapping
{
    public const string Institution = "BROKERAGE";

    public static JsonObject Account(AccountBook book, ExchangeAccount account) => new()
    {
        ["accountId"] = book.Id.Value,
        ["accountIdKey"] = book.Key,
        ["accountMode"] = Mode(book, account),
        // The broker fills some descriptions up with blanks.
        ["accountDesc"] = account.Opening.Name + "   ",
        ["accountName"] = book.Shown.Nickname,
        ["accountType"] = book.Shown.Type,
        ["institutionType"] = Institution,
        ["accountStatus"] = IsClosed(book, account) ? "CLOSED" : "ACTIVE",
        ["closedDate"] = IsClosed(book, account) ? Times.Seconds(account.OpenedAt) : JsonValue.Create(0),
        ["shareWorksAccount"] = false,
        ["fcManagedMssbClosedAccount"] = false,
    };

    public static JsonObject Balance(AccountBook book, ExchangeAccount account, ExchangeBalance balance)
    {
        var isMargin = account.Opening.Kind is not MarginKind.Cash;
        var tree = new JsonObject
        {
            ["accountId"] = book.Id.Value,
            ["accountType"] = book.Shown.Type,
            ["optionLevel"] = OptionLevel(account),
            ["accountDescription"] = account.Opening.Name,
            ["accountMode"] = Mode(book, account),
            ["quoteMode"] = 3,
            ["dayTraderStatus"] = "NO_PDT",
            ["institutionType"] = Institution,
            ["Cash"] = new JsonObject { ["fundsForOpenOrdersCash"] = Tree.Money(isMargin ? 0m : balance.Reserved), ["moneyMktBalance"] = Tree.Money(0m) },
        };
        if (isMargin)
        {
            tree["Margin"] = new JsonObject { ["dtCashOpenOrderReserve"] = Tree.Money(balance.Reserved), ["dtMarginOpenOrderReserve"] = Tree.Money(balance.Reserved) };
        }

        tree["Computed"] = Computed(balance, isMargin);
        return tree;
    }

    /// <summary>How many of the broker's levels: 1 covered calls to 4 uncovered.</summary>
    public static string OptionLevel(ExchangeAccount account) => account.Opening.OptionLevel is > 0 and var level ? $"LEVEL_{level}" : "NO_OPTIONS";

    private static string Mode(AccountBook book, ExchangeAccount account) =>
        book.Shown.Mode ?? (account.Opening.Kind is MarginKind.Cash ? "CASH" : "MARGIN");

    private static bool IsClosed(AccountBook book, ExchangeAccount account) => book.Shown.IsClosed || account.Status is AccountStatus.Closed;

    private static JsonObject Computed(ExchangeBalance balance, bool isMargin)
    {
        var computed = new JsonObject
        {
            ["cashAvailableForInvestment"] = Tree.Money(balance.AvailableCash),
            ["cashAvailableForWithdrawal"] = Tree.Money(balance.Withdrawable),
            ["totalAvailableForWithdrawal"] = Tree.Money(balance.Withdrawable),
            ["netCash"] = Tree.Money(balance.Cash),
            // A debit is netCash's alone.
            ["cashBalance"] = Tree.Money(Math.Max(0m, balance.Cash)),
            ["settledCashForInvestment"] = Tree.Money(balance.SettledCash),
            ["unSettledCashForInvestment"] = Tree.Money(balance.Cash - balance.SettledCash),
            ["fundsWithheldFromPurchasePower"] = Tree.Money(balance.Reserved),
            ["fundsWithheldFromWithdrawal"] = Tree.Money(balance.Cash - balance.SettledCash),
            ["cashBuyingPower"] = Tree.Money(isMargin ? balance.OptionBuyingPower : balance.BuyingPower),
            ["accountBalance"] = Tree.Money(balance.Equity),
        };
        if (isMargin)
        {
            computed["marginBuyingPower"] = Tree.Money(balance.BuyingPower);
            // A debit is negative.
            computed["marginBalance"] = Tree.Money(-balance.MarginDebit);
            computed["regtEquity"] = Tree.Money(balance.Equity);
            computed["regtEquityPercent"] = Tree.Percent(balance.Equity, balance.LongMarketValue - balance.ShortMarketValue);
        }

        if (balance.DayTradingBuyingPower is { } dayTrading)
        {
            computed["dtMarginBuyingPower"] = Tree.Money(dayTrading);
            computed["dtCashBuyingPower"] = Tree.Money(dayTrading / 4m);
        }

        computed["OpenCalls"] = new JsonObject
        {
            ["minEquityCall"] = Tree.Money(0m),
            ["fedCall"] = Tree.Money(0m),
            ["cashCall"] = Tree.Money(0m),
            ["houseCall"] = Tree.Money(balance.MarginCall),
        };
        computed["RealTimeValues"] = new JsonObject
        {
            ["totalAccountValue"] = Tree.Money(balance.Equity),
            ["netMv"] = Tree.Money(balance.LongMarketValue + balance.ShortMarketValue),
            ["netMvLong"] = Tree.Money(balance.LongMarketValue),
            ["netMvShort"] = Tree.Money(balance.ShortMarketValue),
            ["totalLongValue"] = Tree.Money(balance.LongMarketValue),
        };
        return computed;
    }
}
