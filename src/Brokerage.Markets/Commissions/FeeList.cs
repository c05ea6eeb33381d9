namespace Brokerage.Markets;

/// <summary>Fees in whole smallest units.</summary>
internal static class FeeList
{
    public static IReadOnlyList<Fee> Of(string kind, decimal amount, Currency currency)
    {
        var rounded = CurrencyMath.Round(amount, currency);
        return rounded == 0m ? [] : [new Fee(kind, new Money(rounded, currency))];
    }
}
