namespace Brokerage.Markets;

/// <summary>Arithmetic on amounts of money.</summary>
public static class CurrencyMath
{
    private static readonly HashSet<string> NoMinorUnit = new(StringComparer.Ordinal)
    {
        "BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "VND", "VUV", "XAF", "XOF", "XPF",
    };

    private static readonly HashSet<string> ThreeDecimals = new(StringComparer.Ordinal) { "BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND" };

    /// <summary>The decimals of the currency's smallest unit by ISO 4217; 2 where that does not say otherwise.</summary>
    /// <param name="currency">The currency.</param>
    public static int Decimals(Currency currency) =>
        NoMinorUnit.Contains(currency.Code) ? 0 : ThreeDecimals.Contains(currency.Code) ? 3 : 2;

    /// <summary>The amount in whole smallest units; a half goes away from zero, as brokers book it.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="currency">Its currency.</param>
    public static decimal Round(decimal amount, Currency currency) => decimal.Round(amount, Decimals(currency), MidpointRounding.AwayFromZero);

    /// <summary>The amount rounded up to whole smallest units.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="currency">Its currency.</param>
    public static decimal RoundUp(decimal amount, Currency currency) => decimal.Round(amount, Decimals(currency), MidpointRounding.ToPositiveInfinity);

    /// <summary>The amount without what is below the smallest unit.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="currency">Its currency.</param>
    public static decimal RoundDown(decimal amount, Currency currency) => decimal.Round(amount, Decimals(currency), MidpointRounding.ToZero);
}
