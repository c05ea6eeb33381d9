using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>The market maker's prices of options: Black-Scholes around the underlying's middle, with a spread of about two percent.</summary>
internal static class OptionQuoter
{
    /// <summary>The yearly rate at which the market maker discounts.</summary>
    public const double Rate = 0.04;

    private const double SecondsPerYear = 365.0 * 24 * 3600;

    public static (decimal Bid, decimal Ask, decimal Gap) Quote(ListingState listing, DateTimeOffset now)
    {
        var step = listing.Listing.PriceStep;
        var fair = (decimal)BlackScholes.Price(InputOf(listing, now));
        var half = Math.Max(1m, decimal.Round(fair * 0.01m / step, MidpointRounding.ToZero)) * step;
        var middle = decimal.Round(fair / step, MidpointRounding.AwayFromZero) * step;
        return (Math.Max(0m, middle - half), middle + half, half);
    }

    public static BlackScholesInput InputOf(ListingState listing, DateTimeOffset now)
    {
        var option = (Instrument.Option)listing.Instrument;
        return new BlackScholesInput
        {
            IsCall = option.IsCall,
            Spot = (double)listing.Underlying!.Mid,
            Strike = (double)option.Strike,
            Years = Math.Max(0.0, (listing.LastInstant!.Value - now).TotalSeconds / SecondsPerYear),
            Volatility = (double)listing.Listing.Volatility,
            Rate = Rate,
        };
    }
}
