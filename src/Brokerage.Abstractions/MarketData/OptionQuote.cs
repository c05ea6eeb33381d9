namespace Brokerage;

/// <summary>A quote of an option, with its greeks: the broker's, or null.</summary>
public sealed record OptionQuote
{
    /// <summary>The quote.</summary>
    public required Quote Quote { get; init; }

    /// <summary>Contracts open after the last session.</summary>
    public decimal? OpenInterest { get; init; }

    /// <summary>Per year, as a fraction: 0.25 = 25 %.</summary>
    public double? ImpliedVolatility { get; init; }

    /// <summary>Change of the price per unit of the underlying's.</summary>
    public double? Delta { get; init; }

    /// <summary>Change of delta per unit of the underlying's price.</summary>
    public double? Gamma { get; init; }

    /// <summary>Change of the price per calendar day; usually negative.</summary>
    public double? Theta { get; init; }

    /// <summary>Change of the price per percentage point of volatility.</summary>
    public double? Vega { get; init; }

    /// <summary>Change of the price per percentage point of the interest rate.</summary>
    public double? Rho { get; init; }
}
