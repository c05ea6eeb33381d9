namespace Brokerage;

/// <summary>What an <see cref="OrderLimit"/> limits.</summary>
public enum OrderLimitKind
{
    /// <summary>The most legs that one order may have.</summary>
    MaxLegs = 0,

    /// <summary>The most orders that may cancel each other.</summary>
    MaxParts = 1,

    /// <summary>The smallest amount of a cash order, in the currency of the instrument.</summary>
    MinCash = 2,

    /// <summary>The smallest step of a price, in quote units, from <see cref="OrderLimit.FromPrice"/> on.</summary>
    PriceStep = 3,

    /// <summary>The smallest step of a quantity, in units.</summary>
    QuantityStep = 4,
}
