namespace Brokerage.Exchange;

/// <summary>A stock's split: all holdings and prices of it change by one ratio, and nobody is richer for it.</summary>
internal static class Splits
{
    public static IReadOnlyList<LedgerEntry> Run(Core core, Instrument instrument, int now, int before)
    {
        var listing = core.Listing(instrument);
        var options = core.Listings.Where(one => ReferenceEquals(one.Underlying, listing) && !one.IsExpired).ToList();
        var holders = core.Accounts.Select(account => (Account: account, Position: account.Find(instrument))).Where(one => one.Position is { Quantity: not 0m }).ToList();
        RequireWhole(core, listing, options, holders.Select(one => one.Position!.Quantity * now / before));
        foreach (var option in options)
        {
            option.IsExpired = true;
        }

        foreach (var node in core.Lifecycle.Open.ToArray())
        {
            if (!node.IsFinal && node.Legs.Any(leg => ReferenceEquals(leg.Listing, listing) || ReferenceEquals(leg.Listing.Underlying, listing)))
            {
                core.Lifecycle.Apply(node, OrderCause.Cancelled);
            }
        }

        var entries = new List<LedgerEntry>();
        foreach (var (account, position) in holders)
        {
            var postings = new List<Posting>(2);
            Booking.AddUnits(account, LedgerOwner.Street, listing, (position!.Quantity * now / before) - position.Quantity, postings);
            position.Split(now, before);
            entries.Add(core.Booking.AddEntry(LedgerKind.Split, postings, core.Hours.Today, null, null, $"{instrument} {now} for {before}"));
        }

        listing.Split(now, before);
        core.Prices.Requote(listing);
        return entries;
    }

    // Checked before anything has changed.
    private static void RequireWhole(Core core, ListingState listing, List<ListingState> options, IEnumerable<decimal> quantities)
    {
        if (listing.Instrument is not Instrument.Equity)
        {
            throw new ArgumentException($"{listing.Instrument} is no stock.", nameof(listing));
        }

        if (options.Exists(option => core.Accounts.Any(account => account.Find(option.Instrument) is { Quantity: not 0m })))
        {
            throw new ArgumentException($"Options on {listing.Instrument} are held, whose terms would have to be adjusted.", nameof(options));
        }

        if (quantities.Any(quantity => quantity % listing.Listing.QuantityStep != 0m))
        {
            throw new ArgumentException($"Somebody would hold a part of the smallest unit of {listing.Instrument}.", nameof(quantities));
        }
    }
}
