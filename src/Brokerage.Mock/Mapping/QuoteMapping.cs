using Brokerage.Exchange;

namespace Brokerage.Mock.Mapping;

/// <summary>Quotes of the exchange → the contract's. Pure.</summary>
internal static class QuoteMapping
{
    public static Quote ToQuote(ExchangeQuote quote, AsOf asOf) => new()
    {
        Instrument = quote.Instrument,
        Currency = quote.Currency,
        Bid = quote.Bid,
        Ask = quote.Ask,
        Last = quote.Last,
        BidSize = quote.BidSize,
        AskSize = quote.AskSize,
        Volume = quote.Volume,
        Open = quote.Open,
        High = quote.High,
        Low = quote.Low,
        PreviousClose = quote.PreviousClose,
        Freshness = new Raw<Freshness>(Freshness.RealTime),
        Source = MockAdapter.BrokerId,
        AsOf = asOf with { BrokerTime = quote.Time },
    };

    public static OptionQuote ToOptionQuote(OptionView line, AsOf asOf) => new()
    {
        Quote = ToQuote(line.Quote, asOf),
        OpenInterest = line.OpenInterest,
        ImpliedVolatility = line.ImpliedVolatility,
        Delta = line.Greeks.Delta,
        Gamma = line.Greeks.Gamma,
        Theta = line.Greeks.Theta,
        Vega = line.Greeks.Vega,
        Rho = line.Greeks.Rho,
    };

    public static QuoteTick ToTick(in ExchangeQuote quote, Instrument instrument) => new()
    {
        Instrument = instrument,
        Bid = quote.Bid,
        Ask = quote.Ask,
        Last = quote.Last,
        BidSize = quote.BidSize,
        AskSize = quote.AskSize,
        Time = quote.Time,
    };
}
