using System.Text.Json.Serialization;

namespace Brokerage.ETrade.Wire;

/// <summary>GET /v1/market/quote/{symbols}. What is not known stands in the messages, at times alone.</summary>
internal sealed record QuoteAnswerWire : IAnswerWire
{
    [JsonPropertyName("QuoteResponse")] public QuoteResponseWire? QuoteResponse { get; set; }

    bool IAnswerWire.IsAnswer => QuoteResponse is not null;
}

internal sealed record QuoteResponseWire
{
    [JsonPropertyName("QuoteData")] public IReadOnlyList<QuoteDataWire>? QuoteData { get; set; }
    [JsonPropertyName("Messages")] public MessagesWire? Messages { get; set; }
}

internal sealed record QuoteDataWire
{
    public long? DateTimeUTC { get; set; }
    public string? QuoteStatus { get; set; }
    public string? AhFlag { get; set; }
    public string? ErrorMessage { get; set; }
    [JsonPropertyName("Product")] public ProductWire? Product { get; set; }
    [JsonPropertyName("All")] public AllQuoteWire? All { get; set; }
}

internal sealed record AllQuoteWire
{
    public decimal? Ask { get; set; }
    public decimal? AskSize { get; set; }
    public decimal? Bid { get; set; }
    public decimal? BidSize { get; set; }
    public decimal? LastTrade { get; set; }
    public decimal? Open { get; set; }
    public decimal? High { get; set; }
    public decimal? Low { get; set; }
    public decimal? PreviousClose { get; set; }
    public decimal? TotalVolume { get; set; }
    public decimal? OptionMultiplier { get; set; }
    public string? CompanyName { get; set; }
    public string? SymbolDescription { get; set; }
    public string? OsiKey { get; set; }
    public string? OptionUnderlier { get; set; }
    public long? TimeOfLastTrade { get; set; }
    [JsonPropertyName("ExtendedHourQuoteDetail")] public ExtendedHourQuoteWire? ExtendedHourQuoteDetail { get; set; }

    // The documented name of the same.
    [JsonPropertyName("ehQuote")] public ExtendedHourQuoteWire? EhQuote { get; set; }
}

internal sealed record ExtendedHourQuoteWire
{
    public decimal? LastPrice { get; set; }
    public decimal? Bid { get; set; }
    public decimal? BidSize { get; set; }
    public decimal? Ask { get; set; }
    public decimal? AskSize { get; set; }
    public string? QuoteStatus { get; set; }
}
