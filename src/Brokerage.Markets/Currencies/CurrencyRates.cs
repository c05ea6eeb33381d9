namespace Brokerage.Markets;

/// <summary>Rates between currencies, each told as the worth of one unit in a common currency. Immutable and thread-safe.</summary>
public sealed class CurrencyRates
{
    private readonly Dictionary<Currency, decimal> _worth;

    private CurrencyRates(Dictionary<Currency, decimal> worth) => _worth = worth;

    /// <summary>No rates: every currency converts to itself alone.</summary>
    public static CurrencyRates None { get; } = new([]);

    /// <summary>A table of rates.</summary>
    /// <param name="worth">What one unit of each currency is worth in one common currency; all positive.</param>
    /// <exception cref="ArgumentException">A rate is not positive.</exception>
    public static CurrencyRates From(IReadOnlyDictionary<Currency, decimal> worth)
    {
        ArgumentNullException.ThrowIfNull(worth);
        foreach (var (currency, rate) in worth)
        {
            RequirePositive(currency, rate, nameof(worth));
        }

        return new CurrencyRates(new Dictionary<Currency, decimal>(worth));
    }

    /// <summary>The same table with one rate set.</summary>
    /// <param name="currency">The currency.</param>
    /// <param name="worth">What one unit is worth in the common currency; positive.</param>
    /// <exception cref="ArgumentException">The rate is not positive.</exception>
    public CurrencyRates With(Currency currency, decimal worth)
    {
        RequirePositive(currency, worth, nameof(worth));
        return new CurrencyRates(new Dictionary<Currency, decimal>(_worth) { [currency] = worth });
    }

    /// <summary>What one unit of a currency is in another; null when a rate is missing.</summary>
    /// <param name="from">The currency that is given.</param>
    /// <param name="to">The currency that is wanted.</param>
    public decimal? Rate(Currency from, Currency to)
    {
        if (from == to)
        {
            return 1m;
        }

        return _worth.TryGetValue(from, out var given) && _worth.TryGetValue(to, out var wanted) ? given / wanted : null;
    }

    /// <summary>The amount in another currency, unrounded; null when a rate is missing.</summary>
    /// <param name="money">The amount.</param>
    /// <param name="to">The currency that is wanted.</param>
    public Money? Convert(Money money, Currency to) => Rate(money.Currency, to) is { } rate ? new Money(money.Amount * rate, to) : null;

    private static void RequirePositive(Currency currency, decimal worth, string name)
    {
        if (worth <= 0m)
        {
            throw new ArgumentException($"The rate of {currency.Code} must be positive, not {worth}.", name);
        }
    }
}
