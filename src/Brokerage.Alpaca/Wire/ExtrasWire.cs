namespace Brokerage.Alpaca.Wire;

/// <summary>GET /v2/account/configurations.</summary>
internal sealed record SettingsWire
{
    public bool? FractionalTrading { get; init; }
    public bool? DisableOvernightTrading { get; init; }
    public bool? NoShorting { get; init; }
    public bool? SuspendTrade { get; init; }
    public decimal? MaxMarginMultiplier { get; init; }
    public int? MaxOptionsTradingLevel { get; init; }
    public bool? PtpNoExceptionEntry { get; init; }
    public string? TradeConfirmEmail { get; init; }
}

/// <summary>GET /v2/account/portfolio/history: columns of one length. Times count seconds.</summary>
internal sealed record PortfolioHistoryWire
{
    public IReadOnlyList<decimal?>? Timestamp { get; init; }
    public IReadOnlyList<decimal?>? Equity { get; init; }
    public IReadOnlyList<decimal?>? ProfitLoss { get; init; }
    public IReadOnlyList<decimal?>? ProfitLossPct { get; init; }
    public decimal? BaseValue { get; init; }
}

/// <summary>GET /v2/watchlists, without assets, and /v2/watchlists/{id}.</summary>
internal sealed record WatchlistWire
{
    public string? Id { get; init; }
    public string? Name { get; init; }
    public DateTimeOffset? UpdatedAt { get; init; }
    public IReadOnlyList<AssetWire>? Assets { get; init; }
}
