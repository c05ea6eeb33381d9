using Brokerage.Markets;

namespace Brokerage.Exchange;

/// <summary>Plausible rates in US dollars, for exchanges that were given none. They are invented and stand still.</summary>
internal static class DefaultRates
{
    public static CurrencyRates Table { get; } = CurrencyRates.From(new Dictionary<Currency, decimal>
    {
        [Currency.Usd] = 1m,
        [Currency.Parse("EUR")] = 1.10m,
        [Currency.Parse("GBP")] = 1.28m,
        [Currency.Parse("CHF")] = 1.14m,
        [Currency.Parse("CAD")] = 0.73m,
        [Currency.Parse("JPY")] = 0.0068m,
    });
}
