namespace Brokerage.Conformance.Tests.Differential;

/// <summary>What came of a story at one test broker, in words that are the same at every broker.</summary>
internal sealed record History(string Broker, IReadOnlyList<string> Lines)
{
    /// <summary>The first line in which two histories differ, with the line before it; null if they are equal.</summary>
    public static string? Difference(History one, History other)
    {
        for (var i = 0; i < Math.Max(one.Lines.Count, other.Lines.Count); i++)
        {
            var (left, right) = (one.Lines.ElementAtOrDefault(i), other.Lines.ElementAtOrDefault(i));
            if (!string.Equals(left, right, StringComparison.Ordinal))
                return $"after {one.Lines.ElementAtOrDefault(i - 1) ?? "the beginning"}\n  {one.Broker}: {left ?? "ends"}\n  {other.Broker}: {right ?? "ends"}";
        }

        return null;
    }

    /// <summary>A difference without its figures: what shrinking has to keep, so that it does not slip into another one.</summary>
    public static string KindOf(string difference) =>
        string.Join(' ', difference.Split('\n')[1..].SelectMany(line => line.Split(' ')).Where(word => !word.Any(char.IsAsciiDigit)));
}
