namespace Brokerage.TestSupport;

/// <summary>
/// How much of a long random test is played: all of it where <c>CI</c> is <c>true</c>, as in the gate; a tenth in a plain <c>dotnet test</c>, which somebody
/// waits for.
/// </summary>
internal static class Portion
{
    private static readonly bool IsWhole = string.Equals(Environment.GetEnvironmentVariable("CI"), "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>A number of cases: all of them, or a tenth and at least one.</summary>
    public static int Of(int whole) => IsWhole ? whole : Math.Max(1, whole / 10);

    /// <summary>A length of time in which random things happen: all of it, or a tenth.</summary>
    public static TimeSpan Of(TimeSpan whole) => IsWhole ? whole : whole / 10;
}
