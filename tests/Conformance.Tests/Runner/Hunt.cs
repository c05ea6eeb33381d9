using Brokerage.Conformance.Tests.Broken;

namespace Brokerage.Conformance.Tests.Runner;

/// <summary>Looks for a case that catches a broken adapter.</summary>
internal static class Hunt
{
    // Null arguments and the list of suites say nothing about these mistakes: whoever is caught by them is caught by accident.
    private static readonly string[] Incidental = ["FEA-005", "FEA-006"];

    /// <summary>The first case that fails; null where the adapter survives them all.</summary>
    /// <param name="adapter">The broken one.</param>
    /// <param name="broker">The house it is in.</param>
    /// <param name="suspect">The case that caught it the last time, by number or by name, which is tried first.</param>
    public static async Task<(Case Case, string Why)?> CatchAsync(BrokenAdapter adapter, Type broker, string? suspect)
    {
        foreach (var one in Case.All.OrderBy(one => !IsMeant(one, suspect)))
        {
            if (!Incidental.Contains(one.Id, StringComparer.Ordinal) && await BrokenHouse.RunAsync(one, broker, adapter) is Outcome.Failed failed)
            {
                return (one, failed.Why);
            }
        }

        return null;
    }

    private static bool IsMeant(Case one, string? suspect) => string.Equals(one.Name, suspect, StringComparison.Ordinal) || string.Equals(one.Id, suspect, StringComparison.Ordinal);
}
