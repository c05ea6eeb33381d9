using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>A line of an option chain.</summary>
/// <param name="Listing">The option.</param>
/// <param name="Quote">Its quote.</param>
/// <param name="ImpliedVolatility">Of the middle of the quote, as a yearly fraction; null where no volatility gives that price.</param>
/// <param name="Greeks">At that volatility; at the market maker's own where there is none.</param>
/// <param name="OpenInterest">The contracts that customers hold long.</param>
public sealed record OptionView(Listing Listing, ExchangeQuote Quote, double? ImpliedVolatility, OptionGreeks Greeks, decimal OpenInterest)
{
    /// <summary>The option itself.</summary>
    public Instrument.Option Option => (Instrument.Option)Listing.Instrument;
}
