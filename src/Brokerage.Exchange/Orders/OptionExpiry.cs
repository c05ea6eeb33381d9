using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>The end of an option: exercise and assignment of what is in the money by a cent or more, the rest expires worthless.</summary>
internal static class OptionExpiry
{
    private const decimal InTheMoney = 0.01m;

    public static void Run(Core core, ListingState listing, Instrument.Option option)
    {
        var spot = listing.Underlying!.Last;
        var worth = option.IsCall ? spot - option.Strike : option.Strike - spot;
        listing.IsExpired = true;
        foreach (var node in core.Lifecycle.Open.ToArray())
        {
            if (!node.IsFinal && node.Legs.Any(leg => ReferenceEquals(leg.Listing, listing)))
            {
                core.Lifecycle.Apply(node, OrderCause.Expired);
            }
        }

        foreach (var account in core.Accounts)
        {
            if (account.Find(listing.Instrument) is { Quantity: not 0m } position)
            {
                Close(core, account, position, worth);
            }
        }
    }

    /// <summary>The contracts leave for nothing; where they were worth something the shares change hands at the strike, or money does.</summary>
    private static void Close(Core core, AccountState account, PositionState position, decimal worth)
    {
        var (listing, contracts) = (position.Listing, position.Quantity);
        var option = (Instrument.Option)listing.Instrument;
        var postings = new List<Posting>(8);
        Booking.AddUnits(account, LedgerOwner.Street, listing, -contracts, postings);
        var text = "expired";
        decimal? price = null;
        if (worth >= InTheMoney)
        {
            text = contracts > 0m ? "exercised" : "assigned";
            var shares = contracts * listing.Listing.Multiplier * (option.IsCall ? 1m : -1m);
            if (Deliver(core, account, listing.Underlying!, shares, option.Strike, postings))
            {
                price = listing.Underlying!.Last;
            }
            else
            {
                var money = CurrencyMath.Round(contracts * worth * listing.Listing.Multiplier, listing.Listing.Currency);
                core.Booking.AddMoney(account, LedgerOwner.Street, listing.Listing.Currency, money, postings);
                text += ", settled in cash";
            }
        }

        position.Add(-contracts, worth >= InTheMoney ? worth : 0m);
        core.Booking.AddEntry(LedgerKind.OptionEvent, postings, core.Hours.SettlementOf(listing), null, null, $"{listing.Instrument} {text}", price);
    }

    /// <summary>Moves the shares; not where a cash account lacks the money or the shares for it.</summary>
    private static bool Deliver(Core core, AccountState account, ListingState stock, decimal shares, decimal strike, List<Posting> postings)
    {
        var cost = CurrencyMath.Round(shares * strike, stock.Listing.Currency);
        if (!account.IsMargin && (account.CashIn(stock.Listing.Currency) < cost || -shares > (account.Find(stock.Instrument)?.Quantity ?? 0m)))
        {
            return false;
        }

        Booking.AddUnits(account, LedgerOwner.Street, stock, shares, postings);
        core.Booking.AddMoney(account, LedgerOwner.Street, stock.Listing.Currency, -cost, postings);

        // The shares come in at the market's price and the option closes at what it was worth, so that the profit stands with the option.
        account.PositionIn(stock).Add(shares, stock.Last);
        return true;
    }
}
