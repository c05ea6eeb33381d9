using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade.Mapping;

/// <summary>Option chains: pairs of a call and a put, of which either may be missing.</summary>
internal static class ChainMapping
{
    /// <summary>The halves that there are, with the option that each is; null for one that names none.</summary>
    public static IEnumerable<(ChainOptionWire Wire, Instrument.Option? Option)> Halves(OptionChainWire chain)
    {
        var day = Times.Day(chain.SelectedED?.Year, chain.SelectedED?.Month, chain.SelectedED?.Day);
        return (chain.OptionPair ?? []).SelectMany(pair => new[] { (pair.Call, "CALL"), (pair.Put, "PUT") })
            .Where(half => half.Item1 is not null)
            .Select(half => (half.Item1!, Products.Option(half.Item1!.OsiKey)
                ?? Products.Option(half.Item1!.OptionRootSymbol, day, half.Item1!.StrikePrice, half.Item1!.OptionType ?? half.Item2)));
    }

    public static OptionQuote ToQuote(ChainOptionWire wire, Instrument.Option option, string? quoteType, DateTimeOffset received)
    {
        var (bid, bidSize) = QuoteMapping.Side(wire.Bid, wire.BidSize);
        var (ask, askSize) = QuoteMapping.Side(wire.Ask, wire.AskSize);
        return new OptionQuote
        {
            Quote = new Quote
            {
                Instrument = option,
                Currency = Currency.Usd,
                Bid = bid,
                Ask = ask,
                Last = QuoteMapping.Price(wire.LastPrice),
                BidSize = bidSize,
                AskSize = askSize,
                Volume = wire.Volume,
                Freshness = new Raw<Freshness>(Words.Freshness(quoteType), quoteType),
                Source = ETradeAdapter.BrokerId,
                AsOf = new AsOf(received, Times.Instant(wire.TimeStamp, received)),
            },
            OpenInterest = wire.OpenInterest,
            ImpliedVolatility = wire.OptionGreeks?.Iv,
            Delta = wire.OptionGreeks?.Delta,
            Gamma = wire.OptionGreeks?.Gamma,
            Theta = wire.OptionGreeks?.Theta,
            Vega = wire.OptionGreeks?.Vega,
            Rho = wire.OptionGreeks?.Rho,
        };
    }

    /// <summary>The strikes next to a price, so many on each side; without a price the chain stays whole.</summary>
    public static Snapshot<OptionQuote> Around(Snapshot<OptionQuote> chain, decimal? price, int strikes)
    {
        if (price is not { } middle)
        {
            return chain;
        }

        var all = chain.Items.Select(Strike).Distinct().Order().ToList();
        var kept = all.Where(strike => strike <= middle).TakeLast(strikes).Concat(all.Where(strike => strike > middle).Take(strikes)).ToHashSet();
        return chain with { Items = [.. chain.Items.Where(quote => kept.Contains(Strike(quote)))] };
    }

    /// <summary>By strike, calls before puts.</summary>
    public static IEnumerable<OptionQuote> Sorted(IEnumerable<OptionQuote> quotes) =>
        quotes.OrderBy(Strike).ThenBy(quote => !((Instrument.Option)quote.Quote.Instrument).IsCall).ThenBy(quote => quote.Quote.Instrument.ToString(), StringComparer.Ordinal);

    private static decimal Strike(OptionQuote quote) => ((Instrument.Option)quote.Quote.Instrument).Strike;
}
