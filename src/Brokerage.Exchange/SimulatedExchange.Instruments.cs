namespace Brokerage.Exchange;

/// <content>Instruments and prices.</content>
public sealed partial class SimulatedExchange
{
    /// <summary>Everything that is listed, in the order of listing.</summary>
    public IReadOnlyList<Listing> Listings => Run(core => (IReadOnlyList<Listing>)[.. core.Listings.Select(one => one.Listing)]);

    /// <summary>Adds an instrument.</summary>
    /// <param name="listing">The instrument and what is known about it.</param>
    /// <exception cref="ArgumentException">It is listed already, or an option whose underlying is not.</exception>
    public void List(Listing listing) => Run(core => core.List(listing));

    /// <summary>What is known about an instrument; null when it is not listed.</summary>
    /// <param name="instrument">The instrument.</param>
    public Listing? FindListing(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        return Run(core => core.ByInstrument.TryGetValue(instrument, out var found) && !found.IsExpired ? found.Listing : null);
    }

    /// <summary>The quote now.</summary>
    /// <param name="instrument">A listed instrument.</param>
    /// <exception cref="ArgumentException">It is not listed.</exception>
    public ExchangeQuote GetQuote(Instrument instrument) => Run(core => core.FreshListing(instrument).ToQuote());

    /// <summary>Puts the price at a value and holds it there, until <see cref="ReleasePrice"/>. Orders see it at once.</summary>
    /// <param name="instrument">A listed instrument, not an option.</param>
    /// <param name="price">The middle of the new quote; positive.</param>
    public void SetPrice(Instrument instrument, decimal price)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(price);
        Run(core =>
        {
            var listing = core.Rooted(instrument);
            listing.Fixed = null;
            listing.IsScripted = true;
            listing.Script.Clear();
            listing.Walk!.MoveTo((long)decimal.Round(price / listing.Listing.PriceStep));
            core.Prices.Requote(listing);
            return true;
        });
    }

    /// <summary>Puts up exactly this quote, with exactly these sizes at every step, until <see cref="ReleasePrice"/>. Orders see it at once.</summary>
    /// <param name="instrument">A listed instrument.</param>
    /// <param name="bid">The bid; null for none.</param>
    /// <param name="ask">The ask; null for none.</param>
    /// <param name="bidSize">Units bid for.</param>
    /// <param name="askSize">Units offered.</param>
    public void SetQuote(Instrument instrument, decimal? bid, decimal? ask, decimal bidSize, decimal askSize)
    {
        if (bid <= 0m || ask <= 0m || bid >= ask || bidSize < 0m || askSize < 0m)
        {
            throw new ArgumentException("A quote has positive prices, the bid below the ask, and sizes that are not negative.", nameof(bid));
        }

        Run(core =>
        {
            var listing = core.Listing(instrument);
            listing.Fixed = (bid, ask, bidSize, askSize);
            core.Prices.Requote(listing);
            return true;
        });
    }

    /// <summary>The middles of the quotes at the next steps; after the last one the price holds until <see cref="ReleasePrice"/>.</summary>
    /// <param name="instrument">A listed instrument, not an option.</param>
    /// <param name="prices">The prices, one per step.</param>
    public void ScriptPrices(Instrument instrument, params IEnumerable<decimal> prices)
    {
        ArgumentNullException.ThrowIfNull(prices);
        var all = prices.ToList();
        Run(core =>
        {
            var listing = core.Rooted(instrument);
            listing.Fixed = null;
            listing.IsScripted = true;
            all.ForEach(listing.Script.Enqueue);
            return true;
        });
    }

    /// <summary>Lets the price walk again from where it is.</summary>
    /// <param name="instrument">A listed instrument.</param>
    public void ReleasePrice(Instrument instrument) => Run(core =>
    {
        var listing = core.Listing(instrument);
        listing.Fixed = null;
        listing.IsScripted = false;
        listing.Script.Clear();
        return true;
    });

    /// <summary>Halts trading: open orders are suspended, new ones wait.</summary>
    /// <param name="instrument">A listed instrument.</param>
    public void Halt(Instrument instrument) => Run(core => core.SetHalt(core.Listing(instrument), isHalted: true));

    /// <summary>Ends a halt: suspended orders work again.</summary>
    /// <param name="instrument">A listed instrument.</param>
    public void Resume(Instrument instrument) => Run(core => core.SetHalt(core.Listing(instrument), isHalted: false));

    /// <summary>Sets the rate of a currency.</summary>
    /// <param name="currency">The currency.</param>
    /// <param name="inUsd">What one unit is in US dollars; positive.</param>
    public void SetRate(Currency currency, decimal inUsd) => Run(core => core.Rates = core.Rates.With(currency, inUsd));
}
