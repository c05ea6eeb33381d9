namespace Brokerage.Exchange;

/// <summary>A quote of the exchange. A null price means that there is none on that side.</summary>
public readonly record struct ExchangeQuote(
    Instrument Instrument,
    Currency Currency,
    decimal? Bid,
    decimal? Ask,
    decimal BidSize,
    decimal AskSize,
    decimal Last,
    decimal LastSize,
    decimal Open,
    decimal High,
    decimal Low,
    decimal PreviousClose,
    decimal Volume,
    bool IsHalted,
    DateTimeOffset Time)
{
    /// <summary>The middle of bid and ask where both are there, else the last price.</summary>
    public decimal Mark => Bid is { } bid && Ask is { } ask ? (bid + ask) / 2m : Last;
}
