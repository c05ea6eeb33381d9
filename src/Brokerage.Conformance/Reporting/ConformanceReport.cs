using System.Globalization;
using System.Reflection;
using System.Text;

namespace Brokerage.Conformance;

/// <summary>What became of every case with every adapter, for people and for programs.</summary>
public sealed class ConformanceReport
{
    /// <summary>Makes a report.</summary>
    /// <param name="results">Runs of cases, in any order.</param>
    public ConformanceReport(IEnumerable<ConformanceResult> results)
    {
        ArgumentNullException.ThrowIfNull(results);
        Results =
        [
            .. results.OrderBy(one => one.Case, StringComparer.Ordinal).ThenBy(one => one.Adapter, StringComparer.Ordinal).ThenBy(one => one.Arguments, StringComparer.Ordinal),
        ];
        Adapters = [.. Results.Select(one => one.Adapter).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Every case of the kit with its intent, by number.</summary>
    public static IReadOnlyDictionary<string, string> Cases { get; } = new SortedDictionary<string, string>(
        (from type in typeof(ConformanceReport).Assembly.GetExportedTypes()
         from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
         let about = method.GetCustomAttribute<ConformanceCaseAttribute>()
         where about is not null
         select about).ToDictionary(about => about.Id, about => about.Intent, StringComparer.Ordinal),
        StringComparer.Ordinal);

    /// <summary>The runs, by case, adapter and arguments.</summary>
    public IReadOnlyList<ConformanceResult> Results { get; }

    /// <summary>The names of the adapters.</summary>
    public IReadOnlyList<string> Adapters { get; }

    /// <summary>
    /// The cases that no adapter has run: missing, or left out by all of them; and, as <c>TRM-015 (Bond)</c>, what none has run of a case that is
    /// run with several arguments. Nothing is known of what they ask.
    /// </summary>
    public IReadOnlyList<string> NotRun => [.. Cases.Keys.SelectMany(NotRunOf)];

    /// <summary>A table: a line for each case, a column for each adapter.</summary>
    public string ToMarkdown()
    {
        var text = new StringBuilder();
        text.Append("| case | ").AppendJoin(" | ", Adapters).Append(" |\n|---|").Insert(text.Length, "---|", Adapters.Count).Append('\n');
        foreach (var id in Cases.Keys)
        {
            text.Append("| ").Append(id).Append(" | ").AppendJoin(" | ", Adapters.Select(adapter => CellOf(adapter, id))).Append(" |\n");
        }

        return text.ToString();
    }

    /// <summary>The same for a program, with every run: <c>{"cases":[{"id","intent","results":[{"adapter","arguments","outcome","why"}]}]}</c>.</summary>
    public string ToJson() => ConformanceReportJson.Write(this);

    private IEnumerable<string> NotRunOf(string id)
    {
        var runs = Results.Where(one => string.Equals(one.Case, id, StringComparison.Ordinal)).ToLookup(one => one.Arguments, StringComparer.Ordinal);
        var left = runs.Where(same => same.All(one => one.Outcome == ConformanceOutcome.Skipped)).Select(same => same.Key).ToList();
        return left.Count == runs.Count ? [id] : left.Select(arguments => $"{id} ({arguments})");
    }

    private string CellOf(string adapter, string id)
    {
        var runs = Results.Where(one => string.Equals(one.Adapter, adapter, StringComparison.Ordinal) && string.Equals(one.Case, id, StringComparison.Ordinal)).ToList();
        var failed = runs.Where(one => one.Outcome == ConformanceOutcome.Failed).ToList();
        var skipped = runs.Where(one => one.Outcome == ConformanceOutcome.Skipped).ToList();
        var passed = runs.Count - failed.Count - skipped.Count;
        List<string> parts = [];
        if (failed.Count > 0)
        {
            parts.Add($"**failed**{Count(failed.Count, runs.Count)}: {Cell(failed[0].Why)}");
        }

        if (passed > 0)
        {
            parts.Add("passed" + Count(passed, runs.Count));
        }

        if (skipped.Count > 0)
        {
            parts.Add($"skipped{Count(skipped.Count, runs.Count)}: {string.Join(' ', skipped.Select(one => Cell(one.Why)).Distinct(StringComparer.Ordinal))}");
        }

        return parts.Count == 0 ? "not run" : string.Join(", ", parts);
    }

    private static string Count(int count, int all) => all == 1 ? "" : string.Create(CultureInfo.InvariantCulture, $" {count}");

    private static string Cell(string? text) => (text ?? "no reason given").ReplaceLineEndings(" ").Replace("|", "\\|", StringComparison.Ordinal);
}
