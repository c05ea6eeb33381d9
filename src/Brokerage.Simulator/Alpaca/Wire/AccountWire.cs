using System.Text.Json.Serialization;

namespace Brokerage.Simulator.Alpaca.Wire;

/// <summary>GET /v2/account, with the fields that the broker sent in October 2026: those of pattern day trading are gone.</summary>
internal sealed record AccountWire
{
    public required string Id { get; init; }
    public required string AccountNumber { get; init; }
    public required string Status { get; init; }
    public required string CryptoStatus { get; init; }
    public int CryptoTier { get; init; } = 1;
    public required string Currency { get; init; }
    public required string BuyingPower { get; init; }
    public required string EffectiveBuyingPower { get; init; }
    public required string RegtBuyingPower { get; init; }
    public required string NonMarginableBuyingPower { get; init; }
    public required string OptionsBuyingPower { get; init; }
    public required string Cash { get; init; }
    public string AccruedFees { get; init; } = "0";
    public required string PortfolioValue { get; init; }
    public required string Equity { get; init; }
    public required string LastEquity { get; init; }
    public required string LongMarketValue { get; init; }
    public required string ShortMarketValue { get; init; }
    public required string PositionMarketValue { get; init; }
    public required string InitialMargin { get; init; }
    public required string MaintenanceMargin { get; init; }
    public required string LastMaintenanceMargin { get; init; }
    public required string Sma { get; init; }
    public required string Multiplier { get; init; }
    public string IntradayAdjustments { get; init; } = "0";
    public string PendingRegTafFees { get; init; } = "0";
    public required int OptionsApprovedLevel { get; init; }
    public required int OptionsTradingLevel { get; init; }
    public required bool ShortingEnabled { get; init; }
    public bool TradingBlocked { get; init; }
    public bool TransfersBlocked { get; init; }
    public bool AccountBlocked { get; init; }
    public required bool TradeSuspendedByUser { get; init; }
    public required string BalanceAsof { get; init; }
    public required string CreatedAt { get; init; }
    public AdminConfigurationsWire AdminConfigurations { get; init; } = new();
    public string? UserConfigurations { get; init; }
}

/// <summary>An object that the broker sends empty.</summary>
internal sealed record AdminConfigurationsWire;

/// <summary>GET and PATCH /v2/account/configurations.</summary>
internal sealed record ConfigurationsWire
{
    public bool DisableOvernightTrading { get; init; }
    public bool FractionalTrading { get; init; } = true;
    public string MaxMarginMultiplier { get; init; } = "4";
    public int MaxOptionsTradingLevel { get; init; } = 3;
    public bool NoShorting { get; init; }
    public bool PtpNoExceptionEntry { get; init; }
    public bool SuspendTrade { get; init; }
    public string TradeConfirmEmail { get; init; } = "all";
}

/// <summary>What a PATCH may say; absent stays as it is.</summary>
internal sealed record ConfigurationsPatchWire
{
    public bool? DisableOvernightTrading { get; init; }
    public bool? FractionalTrading { get; init; }
    public string? MaxMarginMultiplier { get; init; }
    public int? MaxOptionsTradingLevel { get; init; }
    public bool? NoShorting { get; init; }
    public bool? PtpNoExceptionEntry { get; init; }
    public bool? SuspendTrade { get; init; }
    public string? TradeConfirmEmail { get; init; }
}

/// <summary>An activity: FILL carries the execution, all others the cash.</summary>
internal sealed record ActivityWire
{
    public required string Id { get; init; }
    public required string ActivityType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TransactionTime { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Price { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Qty { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Side { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Symbol { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? LeavesQty { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OrderId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CumQty { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OrderStatus { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ActivitySubType { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Date { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CreatedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NetAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? PerShareAmount { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Currency { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Status { get; init; }
}

/// <summary>GET /v2/account/portfolio/history: parallel lists, JSON numbers, seconds since 1970.</summary>
internal sealed record PortfolioHistoryWire
{
    public required IReadOnlyList<long> Timestamp { get; init; }
    public required IReadOnlyList<decimal?> Equity { get; init; }
    public required IReadOnlyList<decimal?> ProfitLoss { get; init; }
    public required IReadOnlyList<decimal?> ProfitLossPct { get; init; }
    public required decimal? BaseValue { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? BaseValueAsof { get; init; }

    public required string Timeframe { get; init; }
    public IReadOnlyDictionary<string, IReadOnlyList<decimal>> Cashflow { get; init; } = new Dictionary<string, IReadOnlyList<decimal>>(StringComparer.Ordinal);
}
