namespace Brokerage.Markets;

/// <summary>
/// Prices, greeks and implied volatility of European options by Black, Scholes and Merton. In doubles: these are estimates, not money.
/// American options on stocks without dividends have the same call prices; puts are worth at least as much.
/// </summary>
public static class BlackScholes
{
    private const double LowestVolatility = 1e-6;
    private const double HighestVolatility = 10.0;

    /// <summary>The fair price per unit of the underlying.</summary>
    /// <param name="input">The option.</param>
    /// <exception cref="ArgumentException">Spot or strike is not positive, or the volatility is negative.</exception>
    public static double Price(in BlackScholesInput input)
    {
        Require(input);
        if (input.Years <= 0.0 || input.Volatility <= 0.0)
        {
            return Intrinsic(input);
        }

        var (d1, d2) = D(input);
        var spot = input.Spot * Math.Exp(-input.DividendYield * input.Years);
        var strike = input.Strike * Math.Exp(-input.Rate * input.Years);
        return input.IsCall
            ? (spot * NormalDistribution.Cumulative(d1)) - (strike * NormalDistribution.Cumulative(d2))
            : (strike * NormalDistribution.Cumulative(-d2)) - (spot * NormalDistribution.Cumulative(-d1));
    }

    /// <summary>The greeks. At expiry only delta is left.</summary>
    /// <param name="input">The option.</param>
    /// <exception cref="ArgumentException">Spot or strike is not positive, or the volatility is negative.</exception>
    public static OptionGreeks Greeks(in BlackScholesInput input)
    {
        Require(input);
        var sign = input.IsCall ? 1.0 : -1.0;
        if (input.Years <= 0.0 || input.Volatility <= 0.0)
        {
            return new OptionGreeks(sign * (input.Spot - input.Strike) > 0.0 ? sign : 0.0, 0.0, 0.0, 0.0, 0.0);
        }

        var (d1, d2) = D(input);
        var root = Math.Sqrt(input.Years);
        var carry = Math.Exp(-input.DividendYield * input.Years);
        var discount = Math.Exp(-input.Rate * input.Years);
        var density = NormalDistribution.Density(d1);
        var theta = (-input.Spot * carry * density * input.Volatility / (2.0 * root))
            - (sign * input.Rate * input.Strike * discount * NormalDistribution.Cumulative(sign * d2))
            + (sign * input.DividendYield * input.Spot * carry * NormalDistribution.Cumulative(sign * d1));
        return new OptionGreeks(
            sign * carry * NormalDistribution.Cumulative(sign * d1),
            carry * density / (input.Spot * input.Volatility * root),
            theta / 365.0,
            input.Spot * carry * density * root / 100.0,
            sign * input.Strike * input.Years * discount * NormalDistribution.Cumulative(sign * d2) / 100.0);
    }

    /// <summary>The volatility at which the formula gives a price; null where no volatility does, as below the intrinsic value.</summary>
    /// <param name="input">The option; its volatility is ignored.</param>
    /// <param name="price">The price per unit of the underlying.</param>
    /// <exception cref="ArgumentException">Spot or strike is not positive.</exception>
    public static double? ImpliedVolatility(in BlackScholesInput input, double price)
    {
        Require(input with { Volatility = 0.0 });
        var (low, high) = (LowestVolatility, HighestVolatility);
        if (input.Years <= 0.0 || !(price > Price(input with { Volatility = low })) || price >= Price(input with { Volatility = high }))
        {
            return null;
        }

        // The price rises with the volatility: halving always converges, where Newton's method can leave a deep option's flat end.
        for (var i = 0; i < 100 && high - low > 1e-12; i++)
        {
            var middle = 0.5 * (low + high);
            (low, high) = Price(input with { Volatility = middle }) < price ? (middle, high) : (low, middle);
        }

        return 0.5 * (low + high);
    }

    private static double Intrinsic(in BlackScholesInput input)
    {
        var years = Math.Max(0.0, input.Years);
        var forward = (input.Spot * Math.Exp(-input.DividendYield * years)) - (input.Strike * Math.Exp(-input.Rate * years));
        return Math.Max(0.0, input.IsCall ? forward : -forward);
    }

    private static (double D1, double D2) D(in BlackScholesInput input)
    {
        var spread = input.Volatility * Math.Sqrt(input.Years);
        var drift = input.Rate - input.DividendYield + (0.5 * input.Volatility * input.Volatility);
        var d1 = (Math.Log(input.Spot / input.Strike) + (drift * input.Years)) / spread;
        return (d1, d1 - spread);
    }

    private static void Require(in BlackScholesInput input)
    {
        if (!(input.Spot > 0.0) || !(input.Strike > 0.0) || !(input.Volatility >= 0.0))
        {
            throw new ArgumentException(
                $"Spot {input.Spot} and strike {input.Strike} must be positive, volatility {input.Volatility} not negative.", nameof(input));
        }
    }
}
