using System.Text.Json;

namespace Brokerage.Conformance.Tests.Runner;

public sealed class ReportTests
{
    private static readonly ConformanceReport Report = new(
    [
        new ConformanceResult("Acme", "ORD-001", "", ConformanceOutcome.Passed, null),
        new ConformanceResult("Other", "ORD-001", "", ConformanceOutcome.Failed, "two | lines\nof text"),
        new ConformanceResult("Acme", "ORD-002", "Buy, 3", ConformanceOutcome.Passed, null),
        new ConformanceResult("Acme", "ORD-002", "Sell, 4", ConformanceOutcome.Skipped, "Nothing to sell."),
        new ConformanceResult("Acme", "ORD-003", "", ConformanceOutcome.Skipped, "No part."),
        new ConformanceResult("Other", "ORD-003", "", ConformanceOutcome.Skipped, "No part."),
    ]);

    [Fact]
    public void What_everybody_leaves_out_is_not_run_whole_or_with_one_of_its_arguments()
    {
        Assert.Contains("ORD-003", Report.NotRun);
        Assert.Contains("ORD-004", Report.NotRun);
        Assert.DoesNotContain("ORD-001", Report.NotRun);
        Assert.DoesNotContain("ORD-002", Report.NotRun);
        Assert.Contains("ORD-002 (Sell, 4)", Report.NotRun);
        Assert.Equal(ConformanceReport.Cases.Count - 1, Report.NotRun.Count);
    }

    [Fact]
    public void The_table_has_a_line_for_each_case_and_a_column_for_each_adapter()
    {
        var lines = Report.ToMarkdown().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("| case | Acme | Other |", lines[0]);
        Assert.Equal(ConformanceReport.Cases.Count + 2, lines.Length);
        Assert.Contains(@"| ORD-001 | passed | **failed**: two \| lines of text |", lines);
        Assert.Contains("| ORD-002 | passed 1, skipped 1: Nothing to sell. | not run |", lines);
        Assert.Contains("| ORD-003 | skipped: No part. | skipped: No part. |", lines);
    }

    [Fact]
    public void The_document_has_every_case_with_its_runs()
    {
        using var document = JsonDocument.Parse(Report.ToJson());

        var cases = document.RootElement.GetProperty("cases").EnumerateArray().ToList();
        Assert.Equal(ConformanceReport.Cases.Keys, cases.Select(one => one.GetProperty("id").GetString()));
        var runs = cases.Single(one => one.GetProperty("id").GetString() == "ORD-002").GetProperty("results").EnumerateArray()
            .Select(run => (run.GetProperty("adapter").GetString(), run.GetProperty("arguments").GetString(), run.GetProperty("outcome").GetString(), run.GetProperty("why").GetString()));
        Assert.Equal([("Acme", "Buy, 3", "passed", null), ("Acme", "Sell, 4", "skipped", "Nothing to sell.")], runs);
    }
}
