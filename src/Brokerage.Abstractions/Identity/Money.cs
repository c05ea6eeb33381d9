using System.Globalization;

namespace Brokerage;

/// <summary>An amount with its currency. Amounts of different currencies are never added.</summary>
/// <param name="Amount">In whole units of the currency; its sign is stated where it is used.</param>
/// <param name="Currency">The currency of the amount.</param>
public readonly record struct Money(decimal Amount, Currency Currency)
{
    /// <summary>An amount in US dollars.</summary>
    public static Money Usd(decimal amount) => new(amount, Currency.Usd);

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Amount} {Currency}");
}
