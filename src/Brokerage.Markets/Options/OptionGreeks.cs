namespace Brokerage.Markets;

/// <summary>The sensitivities of an option's price, per unit of the underlying.</summary>
/// <param name="Delta">Per 1.00 of the underlying.</param>
/// <param name="Gamma">The change of delta per 1.00 of the underlying.</param>
/// <param name="Theta">Per calendar day.</param>
/// <param name="Vega">Per percentage point of volatility.</param>
/// <param name="Rho">Per percentage point of interest.</param>
public readonly record struct OptionGreeks(double Delta, double Gamma, double Theta, double Vega, double Rho);
