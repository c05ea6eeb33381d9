namespace Brokerage;

/// <summary>When a person is asked before an order leaves.</summary>
public sealed class OrderConfirmationOptions
{
    /// <summary>
    /// An order that may cost more than this is asked about; in the currency that the order is priced in. An order whose worth cannot be
    /// told is asked about too. Null asks nothing.
    /// </summary>
    public decimal? AskAbove { get; set; }

    /// <summary>How long an answer may take, and how long it holds afterwards for the same wish. Default: 5 minutes.</summary>
    public TimeSpan AnswerWithin { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How far from the quote an order without a limit may be filled, as a fraction. Default: 0.05.</summary>
    public decimal PriceCollar { get; set; } = 0.05m;
}
