namespace Brokerage.Alpaca.Wire;

/// <summary>GET /v2/account/configurations.</summary>
internal sealed record SettingsWire
{
    public bool? FractionalTrading { get; set; }
    public bool? DisableOvernightTrading { get; set; }
    public bool? NoShorting { get; set; }
    public bool? SuspendTrade { get; set; }
    public decimal? MaxMarginMultiplier { get; set; }
    public int? MaxOptionsTradingLevel { get; set; }
    public bool? PtpNoExceptionEntry { get; set; }
    public string? TradeConfirmEmail { get; set; }
}

/// <summary>GET /v2/account/portfolio/history: columns of one length. Times count seconds.</summary>
internal sealed record PortfolioHistoryWire
{
    public IReadOnlyList<decimal?>? Timestamp { get; set; }
    public IReadOnlyList<decimal?>? Equity { get; set; }
    public IReadOnlyList<decimal?>? ProfitLoss { get; set; }
    public IReadOnlyList<decimal?>? ProfitLossPct { get; set; }
    public decimal? BaseValue { get; set; }
}

/// <summary>GET /v2/watchlists, without assets, and /v2/watchlists/{id}.</summary>
internal sealed record WatchlistWire
{
    public string? Id { get; set; }
    public string? Name { get; set; }
    public DateTimeOffset? UpdatedAt { get; set; }
    public IReadOnlyList<AssetWire>? Assets { get; set; }
}
