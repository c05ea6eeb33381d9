using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Schwab;

internal static class SchwabAccountMapping
{
    /// <summary>Durable and not the number itself.</summary>
    public static AccountId IdOf(string number) => AccountId.Parse(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("schwab/" + number)))[..16]);

    public static Account Account(JsonNode row, ConnectionId connection, DateTimeOffset received)
    {
        var wire = row.At("securitiesAccount");
        var number = wire.Word("accountNumber");
        var type = wire.Text("type");
        var closing = wire.Flag("isClosingOnlyRestricted");
        return new Account
        {
            Ref = new AccountRef(connection, SchwabAdapter.Broker, IdOf(number)),
            MaskedNumber = Mask.Tail(number),
            MergeKey = IdOf(number).Value,
            Name = type is null ? "" : $"Schwab {type}",
            Margin = new Raw<MarginKind>(type switch { "MARGIN" => MarginKind.Margin, "CASH" => MarginKind.Cash, _ => MarginKind.Unknown }, type),
            // An IRA says MARGIN or CASH like any other: nothing here tells.
            Registration = new Raw<Registration>(Registration.Unknown, null),
            Status = new Raw<AccountStatus>(closing == true ? AccountStatus.ClosingOnly : AccountStatus.Active, null),
            BaseCurrency = Currency.Usd,
            DayTrades = (int?)wire.Integer("roundTrips"),
            AsOf = new AsOf(received, null),
        };
    }

    public static Balance Balance(JsonNode? row, AccountRef account, DateTimeOffset received)
    {
        var wire = row.At("securitiesAccount");
        var now = wire.At("currentBalances");
        var margin = wire.Word("type") == "MARGIN";
        var debt = now.Number("marginBalance");
        return new Balance
        {
            Account = account,
            Currency = Currency.Usd,
            Cash = margin ? now.Number("cashBalance") : now.Number("totalCash") ?? now.Number("cashBalance"),
            CashAvailable = margin ? now.Number("availableFundsNonMarginableTrade") : now.Number("cashAvailableForTrading"),
            Withdrawable = now.Number("cashAvailableForWithdrawal"),
            UnsettledCash = now.Number("unsettledCash"),
            BuyingPower = margin ? now.Number("buyingPower") : now.Number("cashAvailableForTrading"),
            OptionBuyingPower = now.Number("optionBuyingPower"),
            DayTradingBuyingPower = now.Number("dayTradingBuyingPower"),
            MarginDebit = debt < 0 ? -debt : null,
            MaintenanceMargin = now.Number("maintenanceRequirement"),
            MarginCall = Due(now),
            MarketValue = Value(now),
            NetLiquidation = now.Number("liquidationValue") ?? now.Number("equity"),
            AsOf = new AsOf(received, null),
        };
    }

    public static Snapshot<Position> Positions(JsonNode? row, AccountRef account, DateTimeOffset received) => Collect.Snapshot(
        row.List("securitiesAccount/positions"),
        wire => Position(wire, account, received),
        wire => wire.At("instrument").Word("symbol"),
        SchwabAdapter.Broker,
        received);

    private static decimal? Due(JsonNode? now)
    {
        decimal?[] calls = [now.Number("maintenanceCall"), now.Number("regTCall"), now.Number("cashCall"), now.Number("dayTradingBuyingPowerCall")];
        return calls.Max();
    }

    /// <summary>Every holding of the account; shorts count negative. Schwab sends the shorts of options negative already.</summary>
    private static decimal? Value(JsonNode? now)
    {
        decimal?[] parts =
        [
            now.Number("longMarketValue"), now.Number("longOptionMarketValue"), now.Number("mutualFundValue"), now.Number("bondValue"),
            -Math.Abs(now.Number("shortMarketValue") ?? 0), -Math.Abs(now.Number("shortOptionMarketValue") ?? 0),
        ];
        return now.Number("longMarketValue") is null ? null : parts.Sum();
    }

    private static Position? Position(JsonNode wire, AccountRef account, DateTimeOffset received)
    {
        if (wire.Number("longQuantity") is not { } held || wire.Number("shortQuantity") is not { } lent) return null;
        var instrument = SchwabInstruments.Of(wire.At("instrument"));
        var multiplier = SchwabInstruments.Multiplier(instrument);
        var value = wire.Number("marketValue");
        var quantity = held - lent;
        return new Position
        {
            Account = account,
            Instrument = instrument,
            Quantity = quantity,
            Multiplier = multiplier,
            Currency = Currency.Usd,
            AverageCost = wire.Number("averagePrice"),
            // There is no price on a position: what the value implies.
            Price = quantity != 0 && multiplier is { } units ? value / quantity / units : null,
            MarketValue = value,
            UnrealizedProfit = wire.Number("longOpenProfitLoss") ?? wire.Number("shortOpenProfitLoss"),
            DayProfit = wire.Number("currentDayProfitLoss"),
            Info = new InstrumentInfo
            {
                Instrument = instrument,
                Description = wire.At("instrument").Text("description"),
                Multiplier = multiplier,
                IsEtf = wire.At("instrument").Text("type") is { } type ? type == "EXCHANGE_TRADED_FUND" : null,
                Underlying = Underlying(wire),
            },
            AsOf = new AsOf(received, null),
        };
    }

    private static Instrument.Equity? Underlying(JsonNode wire) =>
        wire.At("instrument").Text("underlyingSymbol") is { } symbol && Instrument.TryParse(symbol, out var parsed) ? parsed as Instrument.Equity : null;
}
