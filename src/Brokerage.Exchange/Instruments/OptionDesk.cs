using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>Lists options and reads their chains.</summary>
internal static class OptionDesk
{
    public static IReadOnlyList<Listing> List(Core core, OptionListing wanted)
    {
        var underlying = core.Rooted(wanted.Underlying);
        if (underlying.Listing.AssetClass != AssetClass.Equity)
        {
            throw new ArgumentException($"There are no options on {wanted.Underlying}.", nameof(wanted));
        }

        var root = wanted.Root ?? ((Instrument.Equity)wanted.Underlying).Symbol.Replace(".", "", StringComparison.Ordinal);
        var added = new List<Listing>();
        foreach (var expires in wanted.Expiries ?? DefaultExpiries(core.Hours.Today))
        {
            foreach (var strike in wanted.Strikes ?? DefaultStrikes(underlying.Mid, wanted.StrikesEachSide))
            {
                Add(core, wanted, underlying.Listing, new Instrument.Option(root, expires, strike, IsCall: true), added);
                Add(core, wanted, underlying.Listing, new Instrument.Option(root, expires, strike, IsCall: false), added);
            }
        }

        return added;
    }

    public static IReadOnlyList<DateOnly> Expiries(Core core, Instrument underlying) =>
        [.. OptionsOn(core, underlying).Select(one => ((Instrument.Option)one.Instrument).Expires).Distinct().Order()];

    public static IReadOnlyList<OptionView> Chain(Core core, Instrument underlying, DateOnly? expires) =>
    [
        .. OptionsOn(core, underlying)
            .Where(one => expires is null || ((Instrument.Option)one.Instrument).Expires == expires)
            .OrderBy(one => ((Instrument.Option)one.Instrument).Expires)
            .ThenBy(one => ((Instrument.Option)one.Instrument).Strike)
            .ThenByDescending(one => ((Instrument.Option)one.Instrument).IsCall)
            .Select(one => ViewOf(core, one)),
    ];

    public static OptionView ViewOf(Core core, ListingState listing)
    {
        core.Prices.Refresh(listing);
        var input = OptionQuoter.InputOf(listing, core.Now);
        var implied = BlackScholes.ImpliedVolatility(input, (double)listing.Mark);
        var greeks = BlackScholes.Greeks(input with { Volatility = implied ?? input.Volatility });
        var open = core.Accounts.Sum(account => Math.Max(0m, account.Find(listing.Instrument)?.Quantity ?? 0m));
        return new OptionView(listing.Listing, listing.ToQuote(), implied, greeks, open);
    }

    private static IEnumerable<ListingState> OptionsOn(Core core, Instrument underlying)
    {
        var root = core.Listing(underlying);
        return core.Listings.Where(one => ReferenceEquals(one.Underlying, root) && !one.IsExpired);
    }

    private static void Add(Core core, OptionListing wanted, Listing underlying, Instrument.Option option, List<Listing> added)
    {
        if (core.ByInstrument.ContainsKey(option))
        {
            return;
        }

        var listing = new Listing
        {
            Instrument = option,
            Description = $"{underlying.Description} {option.Expires:yyyy-MM-dd} {option.Strike} {(option.IsCall ? "Call" : "Put")}",
            Currency = underlying.Currency,
            Multiplier = 100m,
            Shortable = true,
            Marginable = false,
            Underlying = underlying.Instrument,
            Venue = "OPRA",
            Volatility = wanted.Volatility ?? underlying.Volatility,
            Depth = 40m,
        };
        core.List(listing);
        added.Add(listing);
    }

    private static IReadOnlyList<DateOnly> DefaultExpiries(DateOnly today)
    {
        var expiries = OptionMath.WeeklyExpiries(today.AddDays(1), 4).ToList();
        for (var month = new DateOnly(today.Year, today.Month, 1); expiries.Count < 7; month = month.AddMonths(1))
        {
            var monthly = OptionMath.MonthlyExpiry(month.Year, month.Month);
            if (monthly > expiries[^1])
            {
                expiries.Add(monthly);
            }
        }

        return expiries;
    }

    private static IReadOnlyList<decimal> DefaultStrikes(decimal price, int eachSide)
    {
        var step = OptionMath.StrikeStep(price);
        var middle = decimal.Round(price / step) * step;
        return [.. Enumerable.Range(-eachSide, (2 * eachSide) + 1).Select(i => middle + (i * step)).Where(strike => strike > 0m)];
    }
}
