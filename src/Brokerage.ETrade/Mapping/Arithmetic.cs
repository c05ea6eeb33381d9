namespace Brokerage.ETrade.Mapping;

/// <summary>Arithmetic over the broker's figures: what is too large for a decimal is not known.</summary>
internal static class Arithmetic
{
    public static decimal? Product(decimal one, decimal other)
    {
        try
        {
            return one * other;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    public static decimal? Sum(decimal one, decimal other)
    {
        try
        {
            return one + other;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Null for a divisor of zero, too.</summary>
    public static decimal? Ratio(decimal one, decimal other)
    {
        try
        {
            return other == 0m ? null : one / other;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>0 is E*TRADE's word for "none" where a price or a cost stands.</summary>
    public static decimal? NonZero(decimal? value) => value == 0m ? null : value;
}
