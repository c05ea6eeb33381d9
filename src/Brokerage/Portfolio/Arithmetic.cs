namespace Brokerage;

/// <summary>Exact arithmetic on figures that may be unknown. What is unknown, or larger than a decimal, stays unknown.</summary>
internal static class Arithmetic
{
    public static decimal? Add(decimal? left, decimal? right) => Try(left, right, static (a, b) => a + b);

    public static decimal? Subtract(decimal? left, decimal? right) => Try(left, right, static (a, b) => a - b);

    public static decimal? Multiply(decimal? left, decimal? right) => Try(left, right, static (a, b) => a * b);

    public static decimal? Divide(decimal? left, decimal? right) => right == 0m ? null : Try(left, right, static (a, b) => a / b);

    private static decimal? Try(decimal? left, decimal? right, Func<decimal, decimal, decimal> operation)
    {
        if (left is not { } a || right is not { } b)
            return null;
        try
        {
            return operation(a, b);
        }
        catch (OverflowException)
        {
            return null;
        }
    }
}
