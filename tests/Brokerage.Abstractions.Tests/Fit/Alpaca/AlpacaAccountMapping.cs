using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Alpaca;

internal static class AlpacaAccountMapping
{
    public static Account Account(JsonNode wire, ConnectionId connection, DateTimeOffset received)
    {
        var barred = wire.Flag("account_blocked") == true || wire.Flag("trading_blocked") == true || wire.Flag("trade_suspended_by_user") == true;
        var status = wire.Text("status");
        return new Account
        {
            Ref = new AccountRef(connection, AlpacaAdapter.Broker, AccountId.TryParse(wire.Text("id"), out var id) ? id : AccountId.Parse("?")),
            MaskedNumber = Mask.Tail(wire.Word("account_number")),
            Name = "Alpaca",
            Margin = new Raw<MarginKind>(wire.Word("multiplier") switch { "1" => MarginKind.Cash, "2" or "4" => MarginKind.Margin, _ => MarginKind.Unknown }, wire.Text("multiplier")),
            Registration = new Raw<Registration>(Registration.Unknown, null),
            Status = new Raw<AccountStatus>(status == "ACTIVE" ? barred ? AccountStatus.Restricted : AccountStatus.Active : AccountStatus.Unknown, status),
            BaseCurrency = Currency.TryParse(wire.Text("currency"), out var currency) ? currency : Currency.Usd,
            MayTrade = wire.Text("crypto_status") is { } crypto ? new Dictionary<AssetClass, bool> { [AssetClass.Crypto] = crypto == "ACTIVE" } : new Dictionary<AssetClass, bool>(),
            MayShort = wire.Flag("shorting_enabled"),
            OptionLevel = (int?)wire.Integer("options_trading_level"),
            DayTrades = (int?)wire.Integer("daytrade_count"),
            OpenedOn = wire.Instant("created_at") is { } opened ? DateOnly.FromDateTime(opened.UtcDateTime) : null,
            AsOf = new AsOf(received, null),
        };
    }

    public static Balance Balance(JsonNode wire, AccountRef account, DateTimeOffset received)
    {
        var cash = wire.Number("cash");
        return new Balance
        {
            Account = account,
            Currency = Currency.TryParse(wire.Text("currency"), out var currency) ? currency : Currency.Usd,
            Cash = cash,
            CashAvailable = wire.Number("non_marginable_buying_power"),
            BuyingPower = wire.Number("buying_power"),
            OptionBuyingPower = wire.Number("options_buying_power"),
            DayTradingBuyingPower = wire.Number("daytrading_buying_power"),
            MarginDebit = cash < 0 ? -cash : 0,
            InitialMargin = wire.Number("initial_margin"),
            MaintenanceMargin = wire.Number("maintenance_margin"),
            MarketValue = wire.Number("position_market_value") ?? wire.Number("long_market_value") + wire.Number("short_market_value"),
            NetLiquidation = wire.Number("equity"),
            DayProfit = wire.Number("equity") - wire.Number("last_equity"),
            AsOf = new AsOf(received, null),
        };
    }

    public static Snapshot<Position> Positions(IEnumerable<JsonNode> rows, AccountRef account, DateTimeOffset received) =>
        Collect.Snapshot(rows, wire => Position(wire, account, received), wire => wire.Word("symbol"), AlpacaAdapter.Broker, received);

    /// <summary>Fills have an instant and an order; dividends a day.</summary>
    public static Transaction Activity(JsonNode wire, AccountRef account)
    {
        var type = wire.Word("activity_type");
        var sign = wire.Word("side") is "sell" or "sell_short" ? -1 : 1;
        var (quantity, price) = (wire.Number("qty"), wire.Number("price"));
        return new Transaction
        {
            Account = account,
            Id = wire.Word("id"),
            Kind = new Raw<TransactionKind>(type switch { "FILL" => TransactionKind.Trade, "DIV" => TransactionKind.Dividend, "INT" => TransactionKind.Interest, "FEE" => TransactionKind.Fee, _ => TransactionKind.Unknown }, type),
            Date = DateOnly.TryParseExact(wire.Text("date"), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null,
            Time = wire.Instant("transaction_time"),
            Instrument = wire.Text("symbol") is { } symbol ? AlpacaInstruments.Of(symbol, "us_equity") : null,
            Quantity = type == "FILL" ? sign * quantity : null,
            Price = price,
            Net = wire.Number("net_amount") is { } net ? Money.Usd(net) : null,
            Order = OrderId.TryParse(wire.Text("order_id"), out var order) ? order : null,
        };
    }

    private static Position? Position(JsonNode wire, AccountRef account, DateTimeOffset received)
    {
        if (wire.Number("qty") is not { } size) return null;
        var sign = wire.Word("side") == "short" ? -1 : 1;
        var instrument = AlpacaInstruments.Of(wire.Word("symbol"), wire.Word("asset_class"));
        return new Position
        {
            Account = account,
            Instrument = instrument,
            Quantity = sign * Math.Abs(size),
            Available = sign * Math.Abs(wire.Number("qty_available") ?? size),
            Multiplier = instrument switch { Instrument.Option => 100, Instrument.Unclassified => null, _ => 1 },
            Currency = Currency.Usd,
            AverageCost = wire.Number("avg_entry_price"),
            Price = wire.Number("current_price"),
            MarketValue = wire.Number("market_value"),
            UnrealizedProfit = wire.Number("unrealized_pl"),
            DayProfit = wire.Number("unrealized_intraday_pl"),
            AsOf = new AsOf(received, null),
        };
    }
}
