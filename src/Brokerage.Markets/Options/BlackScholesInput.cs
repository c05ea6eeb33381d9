namespace Brokerage.Markets;

/// <summary>What the Black-Scholes formula needs of a European option.</summary>
public readonly record struct BlackScholesInput
{
    /// <summary>Call or put.</summary>
    public required bool IsCall { get; init; }

    /// <summary>The price of the underlying.</summary>
    public required double Spot { get; init; }

    /// <summary>The strike.</summary>
    public required double Strike { get; init; }

    /// <summary>The time to expiry in years; zero or less is expiry.</summary>
    public required double Years { get; init; }

    /// <summary>The yearly volatility as a fraction.</summary>
    public required double Volatility { get; init; }

    /// <summary>The yearly interest rate, continuously compounded, as a fraction.</summary>
    public double Rate { get; init; }

    /// <summary>The yearly dividend yield, continuously compounded, as a fraction.</summary>
    public double DividendYield { get; init; }
}
