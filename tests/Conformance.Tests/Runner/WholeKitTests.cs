using System.Collections.Concurrent;
using System.Text;
using Brokerage.Conformance.Tests.Guide.House;

namespace Brokerage.Conformance.Tests.Runner;

/// <summary>Every case with every adapter: the page of results, and that no case is left out by all of them.</summary>
public sealed class WholeKitTests
{
    // Each adapter's own tests hold the list of its suites.
    private static readonly string[] HeldElsewhere = ["FEA-006"];

    // What no adapter of today can run, and what it takes.
    private static readonly Dictionary<string, string> OfNoAdapterYet = new(StringComparer.Ordinal)
    {
        ["TRM-015 (Option)"] = "a broker that trades and has no contracts",
    };

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Every_case_is_run_by_an_adapter_and_none_fails()
    {
        var report = new ConformanceReport(
        [
            .. await RunAsync<MockTestBroker>(), .. await RunAsync<AlpacaTestBroker>(), .. await RunAsync<AlpacaOAuthTestBroker>(),
            .. await RunAsync<AlpacaLiveTestBroker>(), .. await RunAsync<AlpacaLiveOAuthTestBroker>(), .. await RunAsync<ETradeTestBroker>(),
            // What features deny of reading shows at an adapter that only reads.
            .. await RunAsync<AcmeTestBroker>(readsOnly: true),
        ]);

        var failed = report.Results.Where(one => one.Outcome == ConformanceOutcome.Failed).Select(one => $"{one.Case} ({one.Arguments}) at {one.Adapter}: {one.Why}").ToList();
        Assert.True(failed.Count == 0, string.Join("\n", failed));
        Assert.Equal(HeldElsewhere.Concat(OfNoAdapterYet.Keys).Order(StringComparer.Ordinal), report.NotRun.Order(StringComparer.Ordinal), StringComparer.Ordinal);
        Approve(report);
    }

    // What the adapters' own test projects have told of their runs in the same gate is not run once more.
    private static async Task<IReadOnlyCollection<ConformanceResult>> RunAsync<T>(bool readsOnly = false)
        where T : TestBroker, new()
    {
        var name = new T().Name;
        var told = ToldResults.Of(name).Where(one => !HeldElsewhere.Contains(one.Case, StringComparer.Ordinal)).ToList();
        var known = told.Select(one => one.Case).Concat(HeldElsewhere).ToHashSet(StringComparer.Ordinal);
        var results = new ConcurrentQueue<ConformanceResult>(told);
        await Parallel.ForEachAsync(
            Case.All.Where(one => !known.Contains(one.Id) && !(readsOnly && one.NeedsTrading)),
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken },
            async (one, _) => results.Enqueue(await CaseRunner.RunAsync(one, typeof(T)) switch
            {
                Outcome.Failed failed => new ConformanceResult(name, one.Id, one.ArgumentText, ConformanceOutcome.Failed, failed.Why),
                Outcome.Skipped skipped => new ConformanceResult(name, one.Id, one.ArgumentText, ConformanceOutcome.Skipped, skipped.Why),
                _ => new ConformanceResult(name, one.Id, one.ArgumentText, ConformanceOutcome.Passed, Why: null),
            }));
        return results;
    }

    private static void Approve(ConformanceReport report)
    {
        var page = new StringBuilder("# Results of the conformance kit\n\n");
        page.Append("<!-- Written by a test. Do not edit: run the slow tests of tests/Conformance.Tests with BROKERAGE_UPDATE=1. -->\n\n");
        page.Append("What became of every case with every adapter over its simulator, Alpaca with keys and with a token, on paper and in a live environment, E*TRADE\n");
        page.Append("in JSON (E*TRADE's own tests run all of it in XML and in the sandbox's shapes as well); Acme is the adapter of the guide, which only reads.\n");
        page.Append("What the cases ask: [conformance.md](conformance.md). A number counts the runs of a case that is run with several arguments. FEA-006 is held by\n");
        page.Append("each adapter's own test project. An author's own report: [the kit](../src/Brokerage.Conformance/README.md).\n\n");
        page.Append(report.ToMarkdown());
        var path = Repository.At("docs", "conformance-results.md");
        if (string.Equals(Environment.GetEnvironmentVariable("BROKERAGE_UPDATE"), "1", StringComparison.Ordinal))
        {
            File.WriteAllText(path, page.ToString());
        }

        Assert.Equal(page.ToString(), File.ReadAllText(path).ReplaceLineEndings("\n"));
    }
}
