namespace Brokerage;

/// <summary>
/// By how much an order may change a position, in units and signed: from <paramref name="Low"/>, at most 0, to <paramref name="High"/>, at
/// least 0. The values are what a unit may be worth when it ends long or short, multiplier included; 0 where nobody computed them.
/// </summary>
internal readonly record struct Exposure(Instrument Instrument, decimal Low, decimal High, decimal LongValue = 0m, decimal ShortValue = 0m)
{
    /// <summary>The value of a unit that has no price. Whether it is missed shows when something would depend on it.</summary>
    public const decimal Untold = decimal.MaxValue;

    /// <summary>Whether it can make the account longer than it is. A change that only raises the price of a buy can, too.</summary>
    public bool Buys { get; init; } = High > 0m;

    /// <summary>Whether it can make the account shorter than it is.</summary>
    public bool Sells { get; init; } = Low < 0m;

    public Exposure In(decimal rate) => this with { LongValue = LongValue * rate, ShortValue = ShortValue == Untold ? Untold : ShortValue * rate };
}
