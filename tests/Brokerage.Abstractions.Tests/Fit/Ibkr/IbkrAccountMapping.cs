using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Ibkr;

internal static class IbkrAccountMapping
{
    public static Account Account(JsonNode wire, ConnectionId connection, DateTimeOffset received)
    {
        var number = wire.Text("accountId") ?? wire.Word("id");
        var (trading, clearing, kind) = (wire.Text("tradingType"), wire.Text("clearingStatus"), wire.Text("acctCustType"));
        return new Account
        {
            Ref = new AccountRef(connection, IbkrWebAdapter.Broker, AccountId.TryParse(number, out var id) ? id : AccountId.Parse("?")),
            MaskedNumber = Mask.Tail(number),
            Name = wire.Text("accountAlias") ?? wire.Text("displayName") ?? wire.Word("accountTitle"),
            Margin = new Raw<MarginKind>(trading switch
            {
                "STKCASH" => MarginKind.Cash,
                "STKMRGN" or "STKNOPT" => MarginKind.Margin,
                "PMRGN" => MarginKind.PortfolioMargin,
                _ => MarginKind.Unknown,
            }, trading),
            Registration = new Raw<Registration>(kind switch { "INDIVIDUAL" => Registration.Individual, "JOINT" => Registration.Joint, null => Registration.Unknown, _ => Registration.Other }, kind),
            Status = new Raw<AccountStatus>(clearing switch
            {
                "O" when wire.Flag("noClientTrading") == true => AccountStatus.Restricted,
                "O" => AccountStatus.Active,
                "C" => AccountStatus.Closed,
                _ => AccountStatus.Unknown,
            }, clearing),
            BaseCurrency = Currency.TryParse(wire.Text("currency"), out var currency) ? currency : Currency.Usd,
            AsOf = new AsOf(received, null),
        };
    }

    /// <summary>The summary is in the base currency; the ledger has a row per currency, and one called BASE, which is none.</summary>
    public static Balance Balance(JsonNode? summary, JsonNode? ledger, AccountRef account, DateTimeOffset received)
    {
        var cash = Figure(summary, "totalcashvalue") ?? ledger.At("BASE").Number("cashbalance");
        return new Balance
        {
            Account = account,
            Currency = Currency.TryParse(summary.At("netliquidation").Text("currency"), out var currency) ? currency : Currency.Usd,
            Cash = cash,
            CashAvailable = Figure(summary, "availablefunds"),
            BuyingPower = Figure(summary, "buyingpower"),
            MarginDebit = cash < 0 ? -cash : null,
            InitialMargin = Figure(summary, "initmarginreq"),
            MaintenanceMargin = Figure(summary, "maintmarginreq"),
            MarketValue = MarketValue(ledger.At("BASE")),
            NetLiquidation = Figure(summary, "netliquidation") ?? ledger.At("BASE").Number("netliquidationvalue"),
            TotalProfit = ledger.At("BASE").Number("unrealizedpnl"),
            ByCurrency = [.. Rows(ledger).Select(row => ByCurrency(row.Key, row.Value))],
            AsOf = new AsOf(received, Times.Epoch(summary.At("netliquidation").Integer("timestamp") ?? ledger.At("BASE").Integer("timestamp"))),
        };
    }

    /// <summary>The older summary of one account: plain numbers.</summary>
    public static Balance Summary(JsonNode? wire, AccountRef account, DateTimeOffset received) => new()
    {
        Account = account,
        Currency = Currency.Usd,
        Cash = wire.Number("totalCashValue"),
        CashAvailable = wire.Number("availableFunds"),
        BuyingPower = wire.Number("buyingPower"),
        MarginDebit = wire.Number("regTLoan"),
        InitialMargin = wire.Number("initialMargin"),
        MaintenanceMargin = wire.Number("maintenanceMargin"),
        NetLiquidation = wire.Number("netLiquidationValue"),
        ByCurrency =
        [
            .. wire.List("cashBalances").Where(row => Currency.TryParse(row.Text("currency"), out _)).Select(row => new CurrencyBalance
            {
                Currency = Currency.Parse(row.Word("currency")),
                Cash = row.Number("balance"),
                SettledCash = row.Number("settledCash"),
            }),
        ],
        AsOf = new AsOf(received, null),
    };

    /// <summary>The figures as the screen shows them: "1,005,254 USD". Whole units only, so the summary is the better source.</summary>
    public static Balance Shown(JsonNode? wire, AccountRef account, DateTimeOffset received)
    {
        var total = wire.At("total");
        return new Balance
        {
            Account = account,
            Currency = UnitOf(total.Text("net_liquidation") ?? total.Text("current_available") ?? total.Text("current_initial")),
            Cash = Figure(total.Text("cash")),
            CashAvailable = Figure(total.Text("current_available")),
            BuyingPower = Figure(total.Text("buying_power")),
            InitialMargin = Figure(total.Text("current_initial")),
            MaintenanceMargin = Figure(total.Text("current_maint")),
            NetLiquidation = Figure(total.Text("net_liquidation")),
            AsOf = new AsOf(received, null),
        };
    }

    public static Snapshot<Position> Positions(IEnumerable<JsonNode> rows, AccountRef account, DateTimeOffset received)
    {
        var read = Collect.Snapshot(rows, wire => Position(wire, account, received), wire => wire.Word("conid"), IbkrWebAdapter.Broker, received);
        var nameless = read.Items.Select(position => position.Instrument).OfType<Instrument.Unclassified>().Where(instrument => instrument.Kind == "STK")
            .Select(instrument => new ItemFailure(instrument.Key,
                new BrokerageError(BrokerageErrorCode.SymbolNotFound, IbkrWebAdapter.Broker, "The listing of this contract has not arrived yet.") { IsTransient = true }))
            .ToList();
        return nameless.Count == 0 ? read : Snapshot<Position>.Partial(read.Items, [.. read.Failures, .. nameless], read.AsOf);
    }

    private static Position? Position(JsonNode wire, AccountRef account, DateTimeOffset received)
    {
        if (wire.Number("position") is not { } quantity || !Currency.TryParse(wire.Text("currency"), out var currency)) return null;
        var instrument = IbkrInstruments.OfPosition(wire);
        return new Position
        {
            Account = account,
            Instrument = instrument,
            Quantity = quantity,
            Bucket = wire.Text("model"),
            // null, 0.0 or the number: 0 means "not told", which for shares is one.
            Multiplier = wire.NonZero("multiplier") ?? (wire.Word("assetClass") == "STK" ? 1 : null),
            Currency = currency,
            // avgCost holds the multiplier, avgPrice does not.
            AverageCost = wire.NonZero("avgPrice"),
            Price = wire.Number("mktPrice") ?? wire.Number("marketPrice"),
            MarketValue = wire.Number("mktValue") ?? wire.Number("marketValue"),
            UnrealizedProfit = wire.Number("unrealizedPnl"),
            Info = new InstrumentInfo
            {
                Instrument = instrument,
                Description = wire.Text("name") ?? wire.Text("description") ?? wire.Text("contractDesc"),
                IsEtf = wire.Text("type") is { } type ? type == "ETF" : null,
            },
            AsOf = new AsOf(received, Times.Epoch(wire.Integer("timestamp"))),
        };
    }

    private static CurrencyBalance ByCurrency(string code, JsonNode? row) => new()
    {
        Currency = Currency.Parse(code),
        Cash = row.Number("cashbalance"),
        SettledCash = row.Number("settledcash"),
        MarketValue = MarketValue(row),
        RateToBase = row.Number("exchangerate"),
    };

    private static decimal? MarketValue(JsonNode? row)
    {
        string[] parts =
        [
            "stockmarketvalue", "stockoptionmarketvalue", "corporatebondsmarketvalue", "tbondsmarketvalue", "tbillsmarketvalue", "warrantsmarketvalue",
            "issueroptionsmarketvalue", "futureoptionmarketvalue", "commoditymarketvalue", "cryptocurrencyvalue", "funds", "moneyfunds",
        ];
        return row.Number(parts[0]) is null ? null : parts.Sum(part => row.Number(part) ?? 0);
    }

    private static IEnumerable<KeyValuePair<string, JsonNode?>> Rows(JsonNode? ledger) =>
        (ledger as JsonObject ?? []).Where(row => row.Key != "BASE" && Currency.TryParse(row.Key, out _));

    private static decimal? Figure(string? shown) => Json.Number(shown?.Split(' ')[0].Replace(",", "", StringComparison.Ordinal));

    private static Currency UnitOf(string? shown) => Currency.TryParse(shown?.Split(' ')[^1], out var currency) ? currency : Currency.Usd;

    private static decimal? Figure(JsonNode? summary, string key) => summary.At(key).Flag("isNull") == true ? null : summary.At(key).Number("amount");
}
