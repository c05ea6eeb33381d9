using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

internal static class ETradeAccountMapping
{
    public static IReadOnlyList<Account> Accounts(JsonNode? root, ConnectionId connection, DateTimeOffset received) =>
        [.. root.At("AccountListResponse/Accounts").List("Account").Select(wire => Account(wire, connection, received))];

    public static Balance Balance(JsonNode? root, AccountRef account, DateTimeOffset received)
    {
        var wire = root.At("BalanceResponse");
        var computed = wire.At("Computed");
        var margin = wire.Word("accountMode") == "MARGIN" || wire.Word("accountType") == "MARGIN";
        var debt = computed.Number("marginBalance");
        return new Balance
        {
            Account = account,
            Currency = Currency.Usd,
            Cash = computed.Number("cashBalance") ?? computed.Number("netCash"),
            CashAvailable = computed.Number("cashAvailableForInvestment"),
            Withdrawable = computed.Number("cashAvailableForWithdrawal"),
            UnsettledCash = computed.Number("unSettledCashForInvestment"),
            BuyingPower = (margin ? computed.Number("marginBuyingPower") : computed.Number("cashBuyingPower")) ?? computed.Number("cashAvailableForInvestment"),
            DayTradingBuyingPower = computed.Number("dtMarginBuyingPower"),
            MarginDebit = debt < 0 ? -debt : null,
            MarginCall = MarginCall(computed.At("OpenCalls")),
            MarketValue = computed.Number("RealTimeValues/netMv"),
            NetLiquidation = computed.Number("RealTimeValues/totalAccountValue") ?? computed.Number("accountBalance"),
            AsOf = new AsOf(received, null),
        };
    }

    public static Snapshot<Position> Positions(JsonNode? root, AccountRef account, DateTimeOffset received) => Collect.Snapshot(
        root.At("PortfolioResponse").List("AccountPortfolio").SelectMany(page => page.List("Position")),
        wire => Position(wire, account, received),
        wire => wire.Word("positionId"),
        ETradeAdapter.Broker,
        received);

    private static decimal? MarginCall(JsonNode? calls)
    {
        decimal?[] due = [calls.Number("cashCall"), calls.Number("fedCall"), calls.Number("houseCall"), calls.Number("minEquityCall")];
        return due.Max();
    }

    private static Account Account(JsonNode wire, ConnectionId connection, DateTimeOffset received)
    {
        var id = wire.Word("accountIdKey");
        var mode = wire.Word("accountMode");
        var type = wire.Word("accountType");
        var number = wire.Word("accountId");
        return new Account
        {
            Ref = new AccountRef(connection, ETradeAdapter.Broker, AccountId.Parse(id.Length == 0 ? "unknown" : id)),
            MaskedNumber = Mask.Tail(number),
            Name = wire.Text("accountName") ?? wire.Word("accountDesc").Trim(),
            Margin = new Raw<MarginKind>(mode switch { "MARGIN" => MarginKind.Margin, "CASH" => MarginKind.Cash, _ => MarginKind.Unknown }, mode),
            Registration = new Raw<Registration>(RegistrationOf(type, mode), type),
            Status = new Raw<AccountStatus>(wire.Word("accountStatus") switch { "ACTIVE" => AccountStatus.Active, "CLOSED" => AccountStatus.Closed, _ => AccountStatus.Unknown }, wire.Text("accountStatus")),
            BaseCurrency = Currency.Usd,
            AsOf = new AsOf(received, null),
        };
    }

    private static Registration RegistrationOf(string type, string mode) => type switch
    {
        _ when type.Contains("ROTH", StringComparison.Ordinal) => Registration.RothIra,
        _ when type.Contains("IRA", StringComparison.Ordinal) || mode == "IRA" => Registration.Ira,
        "INDIVIDUAL" => Registration.Individual,
        "JOINT" or "JTTEN" or "JTWROS" => Registration.Joint,
        "" => Registration.Unknown,
        _ => Registration.Other,
    };

    private static Position? Position(JsonNode wire, AccountRef account, DateTimeOffset received)
    {
        if (wire.Number("quantity") is not { } size) return null;
        var product = wire.At("Product");
        var instrument = ETradeInstruments.Of(product);
        return new Position
        {
            Account = account,
            Instrument = instrument,
            Quantity = wire.Word("positionType") == "SHORT" ? -Math.Abs(size) : size,
            Bucket = wire.Text("positionIndicator"),
            Multiplier = instrument is Instrument.Option ? 100m : 1m,
            Currency = Currency.Usd,
            AverageCost = wire.NonZero("costPerShare"),
            Price = wire.Number("Quick/lastTrade"),
            MarketValue = wire.Number("marketValue"),
            UnrealizedProfit = wire.Number("totalGain"),
            DayProfit = wire.Number("daysGain"),
            AsOf = new AsOf(received, Times.Epoch(wire.Integer("Quick/lastTradeTime"))),
        };
    }
}
