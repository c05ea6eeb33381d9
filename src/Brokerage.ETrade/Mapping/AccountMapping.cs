using System.Security.Cryptography;
using System.Text;
using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>Accounts of all types and modes, and their balances. How an account may borrow and whose it is stand in two words.</summary>
internal static class AccountMapping
{
    // Kept apart by what they are to a portfolio; all others are Other and keep their word.
    private static readonly string[] Entities =
    [
        "CORPORATION", "COMM", "C_CORP", "S_CORP", "LLC", "LLP", "PARTNER", "INVCLUB", "NON_PROFIT", "PROPRIETARY", "TRUST", "ESTATE", "DVP",
    ];

    public static Account ToAccount(AccountWire wire, ConnectionId connection, Secret consumerSecret, EnvironmentKind kind, AsOf asOf)
    {
        if (!AccountId.TryParse(wire.AccountIdKey?.Trim(), out var id))
        {
            throw ETradeErrors.Unreadable("an account without a key");
        }

        var status = Status(wire);
        var isBrokerage = IsBrokerage(wire);
        return new Account
        {
            Ref = new AccountRef(connection, ETradeAdapter.BrokerId, id),
            MaskedNumber = Mask(wire.AccountId),
            MergeKey = MergeKey(wire.AccountId, consumerSecret, kind),
            Name = Name(wire),
            Margin = new Raw<MarginKind>(Margin(wire), wire.AccountMode),
            Registration = new Raw<Registration>(RegistrationOf(wire), wire.AccountType),
            Status = new Raw<AccountStatus>(status, wire.AccountStatus),
            BaseCurrency = Currency.Usd,
            MayTrade = isBrokerage && status != AccountStatus.Closed ? new Dictionary<AssetClass, bool>() : Nothing,
            AsOf = asOf,
        };
    }

    public static Balance ToBalance(BalanceWire wire, string? accountMode, AccountRef account, AsOf asOf)
    {
        var computed = wire.Computed ?? new ComputedBalanceWire();
        var isMargin = string.Equals(FirstText(wire.AccountMode, accountMode), "MARGIN", StringComparison.OrdinalIgnoreCase);
        return new Balance
        {
            Account = account,
            Currency = Currency.Usd,
            Cash = Cash(computed, isMargin),
            CashAvailable = computed.CashAvailableForInvestment,
            UnsettledCash = computed.UnSettledCashForInvestment,
            Withdrawable = computed.CashAvailableForWithdrawal ?? computed.TotalAvailableForWithdrawal,
            BuyingPower = isMargin ? computed.MarginBuyingPower : computed.CashBuyingPower ?? computed.CashAvailableForInvestment,
            DayTradingBuyingPower = computed.DtMarginBuyingPower,
            MarginDebit = computed.MarginBalance is { } margin ? decimal.Max(0m, -margin) : null,
            MarginCall = MarginCall(computed.OpenCalls),
            MarketValue = computed.RealTimeValues?.NetMv,
            NetLiquidation = computed.RealTimeValues?.TotalAccountValue ?? computed.AccountBalance,
            AsOf = asOf,
        };
    }

    /// <summary>Whether it may hold securities: the accounts of E*TRADE's bank stand in the same list. A word that nobody knows rules nothing out.</summary>
    public static bool IsBrokerage(AccountWire wire) => wire.AccountMode?.ToUpperInvariant() is not ("CHECKING" or "SAVINGS" or "CD");

    private static IReadOnlyDictionary<AssetClass, bool> Nothing { get; } = new Dictionary<AssetClass, bool>
    {
        [AssetClass.Equity] = false,
        [AssetClass.Option] = false,
    };

    // The recorded account on margin owes money, and shows a cash balance of 0 beside a negative net cash: a debit is net cash's alone. Where that is
    // not told, a 0 beside a margin balance that is owed is no cash of 0 either; nor is one on margin beside neither of the two.
    private static decimal? Cash(ComputedBalanceWire computed, bool isMargin) => computed switch
    {
        { NetCash: < 0m and var owed } => owed,
        { NetCash: null, CashBalance: 0m, MarginBalance: < 0m and var owed } => owed,
        { NetCash: null, CashBalance: 0m, MarginBalance: null } when isMargin => null,
        _ => computed.CashBalance ?? computed.NetCash,
    };

    // One call that is due is told, whatever the others are; that none is takes the word of all of them.
    private static decimal? MarginCall(OpenCallsWire? calls)
    {
        decimal?[] told = [calls?.CashCall, calls?.FedCall, calls?.HouseCall, calls?.MinEquityCall];
        return told.Max() is > 0m and var due ? due : told.Contains(null) ? null : 0m;
    }

    private static MarginKind Margin(AccountWire wire) => wire.AccountMode?.ToUpperInvariant() switch
    {
        "MARGIN" => string.Equals(wire.AccountType, "PM_ACCOUNT", StringComparison.OrdinalIgnoreCase) ? MarginKind.PortfolioMargin : MarginKind.Margin,
        "CASH" or "CHECKING" or "SAVINGS" or "CD" => MarginKind.Cash,
        _ => MarginKind.Unknown,   // IRA says whose it is, not how it may borrow
    };

    private static AccountStatus Status(AccountWire wire) => wire.AccountStatus?.ToUpperInvariant() switch
    {
        "ACTIVE" => AccountStatus.Active,
        "CLOSED" => AccountStatus.Closed,
        _ => AccountStatus.Unknown,
    };

    private static Registration RegistrationOf(AccountWire wire)
    {
        var type = wire.AccountType?.ToUpperInvariant() ?? "";
        var isIra = type.Contains("IRA", StringComparison.Ordinal) || type is "CONTRIBUTORY" || string.Equals(wire.AccountMode, "IRA", StringComparison.OrdinalIgnoreCase);
        return type switch
        {
            _ when type.Contains("INDIVIDUAL_K", StringComparison.Ordinal) || type is "PROFIT_SHARING" or "MONEY_PURCHASE" => Registration.Plan,
            _ when type.Contains("ROTH", StringComparison.Ordinal) => Registration.RothIra,
            _ when isIra => Registration.Ira,
            "INDIVIDUAL" or "INDCHK" => Registration.Individual,
            "JOINT" or "JTTEN" or "JTWROS" or "TIC" or "COMM_PROP" => Registration.Joint,
            _ when Entities.Any(word => type.StartsWith(word, StringComparison.Ordinal)) => Registration.Entity,
            "" or "CASH" or "MARGIN" or "BROKER" or "PM_ACCOUNT" or "PDT_ACCOUNT" => Registration.Unknown,
            _ => Registration.Other,
        };
    }

    private static string Name(AccountWire wire) => FirstText(wire.AccountName, wire.AccountDesc) ?? $"E*TRADE {Mask(wire.AccountId)}";

    private static string Mask(string? number) => number?.Trim() is { Length: > 4 } whole ? $"****{whole[^4..]}" : "****";

    // Numbers are short: a hash without a key could be tried out. The application's own secret is one that nobody else has.
    private static string? MergeKey(string? number, Secret consumerSecret, EnvironmentKind kind) => string.IsNullOrWhiteSpace(number)
        ? null
        : Convert.ToHexStringLower(HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(consumerSecret.Reveal()), Encoding.UTF8.GetBytes($"etrade|{kind}|{number.Trim()}"))[..16]);

    private static string? FirstText(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (text?.Trim() is { Length: > 0 } told)
            {
                return told;
            }
        }

        return null;
    }
}
