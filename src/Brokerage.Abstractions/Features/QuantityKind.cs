namespace Brokerage;

/// <summary>How a quantity is given.</summary>
public enum QuantityKind
{
    /// <summary>Whole units.</summary>
    Whole = 0,

    /// <summary>Fractions of a unit.</summary>
    Fractional = 1,

    /// <summary>An amount of money.</summary>
    Cash = 2,
}
