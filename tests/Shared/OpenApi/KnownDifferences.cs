namespace Brokerage.TestSupport.OpenApi;

/// <summary>Where a broker is known to differ from its own document, and why: <c>tests/Shapes/Differences/&lt;broker&gt;.txt</c>, a place and a reason a line.</summary>
internal static class KnownDifferences
{
    public static IReadOnlyDictionary<string, string> Load(string broker) =>
        File.ReadLines(Repository.At("tests", "Shapes", "Differences", broker + ".txt"))
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(" | ", 2))
            .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);
}
