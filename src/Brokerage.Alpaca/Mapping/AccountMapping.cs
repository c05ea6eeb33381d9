using System.Security.Cryptography;
using System.Text;
using Brokerage.Alpaca.Wire;

namespace Brokerage.Alpaca.Mapping;

/// <summary>The one account of a credential, and its balance. Alpaca tells no registration (individual, IRA …), so none is claimed.</summary>
internal static class AccountMapping
{
    public static Account ToAccount(AccountWire wire, AccountRef account, EnvironmentKind kind, AsOf asOf)
    {
        var number = Mask(wire.AccountNumber);
        var status = Status(wire, kind);
        return new Account
        {
            Ref = account,
            MaskedNumber = number,
            MergeKey = MergeKey(account.Account, kind),
            Name = $"Alpaca {number}",
            Margin = new Raw<MarginKind>(Margin(wire.Multiplier), wire.Multiplier),
            Registration = new Raw<Registration>(Registration.Unknown, null),
            Status = new Raw<AccountStatus>(status, wire.Status),
            BaseCurrency = Currency(wire),
            MayTrade = MayTrade(wire, status),
            MayShort = wire.ShortingEnabled,
            OptionLevel = wire.OptionsTradingLevel,
            DayTrades = wire.DaytradeCount,
            OpenedOn = wire.CreatedAt is { } created ? DateOnly.FromDateTime(created.UtcDateTime) : null,
            AsOf = asOf,
        };
    }

    public static Balance ToBalance(AccountWire wire, AccountRef account, AsOf asOf)
    {
        var currency = Currency(wire);
        var invested = wire is { LongMarketValue: { } longs, ShortMarketValue: { } shorts } ? Arithmetic.Difference(longs, decimal.Abs(shorts)) : null;
        return new Balance
        {
            Account = account,
            Currency = currency,
            Cash = wire.Cash,
            CashAvailable = wire.NonMarginableBuyingPower,   // cash itself is not net of what is borrowed or reserved
            BuyingPower = wire.BuyingPower,
            OptionBuyingPower = wire.OptionsBuyingPower,
            DayTradingBuyingPower = wire.DaytradingBuyingPower,
            MarginDebit = wire.Cash is { } cash ? decimal.Max(0m, -cash) : null,
            InitialMargin = wire.InitialMargin,
            MaintenanceMargin = wire.MaintenanceMargin,
            NetLiquidation = wire.Equity,
            MarketValue = invested,
            DayProfit = DayProfit(wire),
            ByCurrency = [new CurrencyBalance { Currency = currency, Cash = wire.Cash, MarketValue = invested, RateToBase = 1m }],
            AsOf = asOf,
        };
    }

    // Alpaca's accounts are in dollars unless it says otherwise; what it says and nobody can read may be anything.
    private static Currency Currency(AccountWire wire)
    {
        if (string.IsNullOrEmpty(wire.Currency))
        {
            return Brokerage.Currency.Usd;
        }

        return Brokerage.Currency.TryParse(wire.Currency, out var told) ? told : throw AlpacaErrors.Unreadable("an account in a currency that is none");
    }

    // Money moved in or out since yesterday would look like profit, and the sign of the adjustment is not documented.
    private static decimal? DayProfit(AccountWire wire) =>
        wire is { Equity: { } now, LastEquity: { } before, IntradayAdjustments: 0m } ? Arithmetic.Difference(now, before) : null;

    private static MarginKind Margin(string? multiplier) => multiplier switch
    {
        "1" => MarginKind.Cash,
        "2" or "4" => MarginKind.Margin,
        _ => MarginKind.Unknown,
    };

    private static AccountStatus Status(AccountWire wire, EnvironmentKind kind) => wire.Status switch
    {
        "ACTIVE" or "ACCOUNT_UPDATED" or "EDITED" => IsBlocked(wire) ? AccountStatus.Restricted : AccountStatus.Active,
        "PAPER_ONLY" => kind == EnvironmentKind.Live || IsBlocked(wire) ? AccountStatus.Restricted : AccountStatus.Active,
        "ACCOUNT_CLOSED_PENDING" => AccountStatus.ClosingOnly,
        "ACCOUNT_CLOSED" => AccountStatus.Closed,
        "INACTIVE" or "ONBOARDING" or "SUBMISSION_FAILED" or "SUBMITTED" or "APPROVAL_PENDING" or "APPROVED" or "REJECTED"
            or "ACTION_REQUIRED" or "LIMITED" or "DISABLED" or "DISABLE_PENDING" => AccountStatus.Restricted,
        _ => AccountStatus.Unknown,
    };

    private static bool IsBlocked(AccountWire wire) =>
        wire.AccountBlocked == true || wire.TradingBlocked == true || wire.TradeSuspendedByUser == true;

    private static Dictionary<AssetClass, bool> MayTrade(AccountWire wire, AccountStatus status)
    {
        var told = new Dictionary<AssetClass, bool>();
        if (IsBlocked(wire) || status == AccountStatus.Closed)
        {
            told[AssetClass.Equity] = told[AssetClass.Option] = told[AssetClass.Crypto] = false;
            return told;
        }

        if (status == AccountStatus.Active)
        {
            told[AssetClass.Equity] = true;
        }

        if (wire.OptionsTradingLevel is { } level)
        {
            told[AssetClass.Option] = level > 0;
        }

        if (!string.IsNullOrEmpty(wire.CryptoStatus))
        {
            told[AssetClass.Crypto] = wire.CryptoStatus is "ACTIVE";
        }

        return told;
    }

    private static string Mask(string? number) =>
        string.IsNullOrEmpty(number) ? "****" : number.Length <= 4 ? "****" : $"****{number[^4..]}";

    // The account's id is a random UUID: its hash tells nothing to who does not know it, and is the same through every login.
    private static string MergeKey(AccountId account, EnvironmentKind kind) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"alpaca|{kind}|{account.Value}"))[..16]);
}
