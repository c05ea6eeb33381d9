namespace Brokerage.Markets;

/// <summary>The standard normal distribution.</summary>
internal static class NormalDistribution
{
    private const double InverseRootTwoPi = 0.39894228040143267794;

    public static double Density(double x) => InverseRootTwoPi * Math.Exp(-0.5 * x * x);

    /// <summary>
    /// The cumulative distribution to about 15 digits, by G. West, "Better approximations to cumulative normal functions" (2005), after Hart's
    /// rational approximation.
    /// </summary>
    public static double Cumulative(double x)
    {
        var z = Math.Abs(x);
        if (z > 37.0)
        {
            return x > 0.0 ? 1.0 : 0.0;
        }

        var tail = z < 7.07106781186547 ? Hart(z) : Continued(z);
        return x > 0.0 ? 1.0 - tail : tail;
    }

    private static double Hart(double z)
    {
        var above = ((((((3.52624965998911E-02 * z + 0.700383064443688) * z + 6.37396220353165) * z + 33.912866078383) * z
            + 112.079291497871) * z + 221.213596169931) * z) + 220.206867912376;
        var below = (((((((8.83883476483184E-02 * z + 1.75566716318264) * z + 16.064177579207) * z + 86.7807322029461) * z
            + 296.564248779674) * z + 637.333633378831) * z + 793.826512519948) * z) + 440.413735824752;
        return Math.Exp(-0.5 * z * z) * above / below;
    }

    private static double Continued(double z)
    {
        var fraction = z + (1.0 / (z + (2.0 / (z + (3.0 / (z + (4.0 / (z + 0.65))))))));
        return Math.Exp(-0.5 * z * z) / fraction / 2.506628274631;
    }
}
