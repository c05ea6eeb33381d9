using System.Text.Json.Serialization;

namespace Brokerage.ETrade.Wire;

/// <summary>GET /v1/market/optionchains. A pair may lack either half.</summary>
internal sealed record OptionChainAnswerWire : IAnswerWire
{
    [JsonPropertyName("OptionChainResponse")] public OptionChainWire? OptionChainResponse { get; set; }

    bool IAnswerWire.IsAnswer => OptionChainResponse is not null;
}

internal sealed record OptionChainWire
{
    public string? QuoteType { get; set; }
    [JsonPropertyName("OptionPair")] public IReadOnlyList<OptionPairWire>? OptionPair { get; set; }
    [JsonPropertyName("SelectedED")] public SelectedDateWire? SelectedED { get; set; }
}

internal sealed record SelectedDateWire
{
    public int? Year { get; set; }
    public int? Month { get; set; }
    public int? Day { get; set; }
}

internal sealed record OptionPairWire
{
    [JsonPropertyName("Call")] public ChainOptionWire? Call { get; set; }
    [JsonPropertyName("Put")] public ChainOptionWire? Put { get; set; }
}

internal sealed record ChainOptionWire
{
    public string? OptionRootSymbol { get; set; }
    public string? OptionType { get; set; }
    public decimal? StrikePrice { get; set; }
    public string? OsiKey { get; set; }
    public decimal? Bid { get; set; }
    public decimal? Ask { get; set; }
    public decimal? BidSize { get; set; }
    public decimal? AskSize { get; set; }
    public decimal? LastPrice { get; set; }
    public decimal? Volume { get; set; }
    public decimal? OpenInterest { get; set; }
    public long? TimeStamp { get; set; }
    [JsonPropertyName("OptionGreeks")] public OptionGreeksWire? OptionGreeks { get; set; }
}

internal sealed record OptionGreeksWire
{
    public double? Rho { get; set; }
    public double? Vega { get; set; }
    public double? Theta { get; set; }
    public double? Delta { get; set; }
    public double? Gamma { get; set; }
    public double? Iv { get; set; }
}

/// <summary>GET /v1/market/optionexpiredate.</summary>
internal sealed record ExpirationsAnswerWire : IAnswerWire
{
    [JsonPropertyName("OptionExpireDateResponse")] public ExpirationsWire? OptionExpireDateResponse { get; set; }

    bool IAnswerWire.IsAnswer => OptionExpireDateResponse is not null;
}

internal sealed record ExpirationsWire
{
    [JsonPropertyName("ExpirationDate")] public IReadOnlyList<ExpirationDateWire>? ExpirationDate { get; set; }
}

internal sealed record ExpirationDateWire
{
    public int? Year { get; set; }
    public int? Month { get; set; }
    public int? Day { get; set; }
}

/// <summary>GET /v1/market/lookup/{search}.</summary>
internal sealed record LookupAnswerWire : IAnswerWire
{
    [JsonPropertyName("LookupResponse")] public LookupListWire? LookupResponse { get; set; }

    bool IAnswerWire.IsAnswer => LookupResponse is not null;
}

internal sealed record LookupListWire
{
    [JsonPropertyName("Data")] public IReadOnlyList<LookupWire>? Data { get; set; }
}

internal sealed record LookupWire
{
    public string? Symbol { get; set; }
    public string? Description { get; set; }
    public string? Type { get; set; }
}
