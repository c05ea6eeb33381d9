using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Brokerage;

/// <summary>
/// The parts of <see cref="StoredHoldings"/> that a table has no columns for, as JSON: numbers are exact, times are UTC, what the broker does not
/// say is absent. Every later version reads what this one wrote.
/// </summary>
public static class HoldingsCodec
{
    /// <summary>The JSON of a balance, without its account.</summary>
    public static string Encode(Balance balance)
    {
        ArgumentNullException.ThrowIfNull(balance);
        return JsonSerializer.Serialize(ToRecord(balance), HoldingsJson.Default.BalanceRecord);
    }

    /// <summary>The JSON of what is known of an instrument.</summary>
    public static string Encode(InstrumentInfo info)
    {
        ArgumentNullException.ThrowIfNull(info);
        return JsonSerializer.Serialize(ToRecord(info), HoldingsJson.Default.InstrumentInfoRecord);
    }

    /// <summary>Reads a balance.</summary>
    /// <param name="json">What <see cref="Encode(Balance)"/> wrote.</param>
    /// <param name="account">The account that it belongs to.</param>
    /// <exception cref="FormatException">The text is damaged.</exception>
    public static Balance DecodeBalance(string json, AccountRef account)
    {
        ArgumentNullException.ThrowIfNull(json);
        ArgumentNullException.ThrowIfNull(account);
        return Read(json, HoldingsJson.Default.BalanceRecord, record => ToBalance(record, account));
    }

    /// <summary>Reads what is known of an instrument.</summary>
    /// <param name="json">What <see cref="Encode(InstrumentInfo)"/> wrote.</param>
    /// <exception cref="FormatException">The text is damaged.</exception>
    public static InstrumentInfo DecodeInfo(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Read(json, HoldingsJson.Default.InstrumentInfoRecord, ToInfo);
    }

    private static T Read<TRecord, T>(string json, JsonTypeInfo<TRecord> type, Func<TRecord, T> convert)
        where TRecord : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) is { } record ? convert(record) : throw new FormatException("The stored holdings are damaged.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            throw new FormatException("The stored holdings are damaged.", exception);
        }
    }

    private static BalanceRecord ToRecord(Balance balance) => new()
    {
        Currency = balance.Currency.Code,
        Cash = balance.Cash,
        CashAvailable = balance.CashAvailable,
        UnsettledCash = balance.UnsettledCash,
        Withdrawable = balance.Withdrawable,
        BuyingPower = balance.BuyingPower,
        OptionBuyingPower = balance.OptionBuyingPower,
        DayTradingBuyingPower = balance.DayTradingBuyingPower,
        MarginDebit = balance.MarginDebit,
        InitialMargin = balance.InitialMargin,
        MaintenanceMargin = balance.MaintenanceMargin,
        MarginCall = balance.MarginCall,
        MarketValue = balance.MarketValue,
        NetLiquidation = balance.NetLiquidation,
        DayProfit = balance.DayProfit,
        TotalProfit = balance.TotalProfit,
        ByCurrency = balance.ByCurrency.Count == 0
            ? null
            : [.. balance.ByCurrency.Select(row => new CurrencyBalanceRecord(row.Currency.Code, row.Cash, row.SettledCash, row.MarketValue, row.RateToBase))],
        Received = balance.AsOf.Received.UtcDateTime,
        BrokerTime = balance.AsOf.BrokerTime?.UtcDateTime,
    };

    private static Balance ToBalance(BalanceRecord record, AccountRef account) => new()
    {
        Account = account,
        Currency = Currency.Parse(record.Currency),
        Cash = record.Cash,
        CashAvailable = record.CashAvailable,
        UnsettledCash = record.UnsettledCash,
        Withdrawable = record.Withdrawable,
        BuyingPower = record.BuyingPower,
        OptionBuyingPower = record.OptionBuyingPower,
        DayTradingBuyingPower = record.DayTradingBuyingPower,
        MarginDebit = record.MarginDebit,
        InitialMargin = record.InitialMargin,
        MaintenanceMargin = record.MaintenanceMargin,
        MarginCall = record.MarginCall,
        MarketValue = record.MarketValue,
        NetLiquidation = record.NetLiquidation,
        DayProfit = record.DayProfit,
        TotalProfit = record.TotalProfit,
        ByCurrency = record.ByCurrency is null
            ? []
            : [.. record.ByCurrency.Select(row => new CurrencyBalance { Currency = Currency.Parse(row.Currency), Cash = row.Cash, SettledCash = row.SettledCash, MarketValue = row.MarketValue, RateToBase = row.RateToBase })],
        AsOf = new AsOf(new DateTimeOffset(record.Received.ToUniversalTime()), record.BrokerTime is { } told ? new DateTimeOffset(told.ToUniversalTime()) : null),
    };

    private static InstrumentInfoRecord ToRecord(InstrumentInfo info) => new()
    {
        Instrument = info.Instrument.ToString(),
        Description = info.Description,
        Currency = info.Currency?.Code,
        Multiplier = info.Multiplier,
        PriceStep = info.PriceStep,
        QuantityStep = info.QuantityStep,
        MinQuantity = info.MinQuantity,
        Fractional = info.Fractional,
        Shortable = info.Shortable,
        Tradable = info.Tradable,
        IsEtf = info.IsEtf,
        Underlying = info.Underlying?.ToString(),
    };

    private static InstrumentInfo ToInfo(InstrumentInfoRecord record) => new()
    {
        Instrument = Instrument.Parse(record.Instrument),
        Description = record.Description,
        Currency = record.Currency is null ? null : Currency.Parse(record.Currency),
        Multiplier = record.Multiplier,
        PriceStep = record.PriceStep,
        QuantityStep = record.QuantityStep,
        MinQuantity = record.MinQuantity,
        Fractional = record.Fractional,
        Shortable = record.Shortable,
        Tradable = record.Tradable,
        IsEtf = record.IsEtf,
        Underlying = record.Underlying is null ? null : Instrument.Parse(record.Underlying),
    };
}
