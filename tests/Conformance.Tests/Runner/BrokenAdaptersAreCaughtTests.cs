using System.Collections.Concurrent;
using Brokerage.Conformance.Tests.Broken;

namespace Brokerage.Conformance.Tests.Runner;

/// <summary>The kit is hard to satisfy with a wrong adapter.</summary>
public sealed class BrokenAdaptersAreCaughtTests
{
    private static readonly Type[] Houses = [typeof(BrokenMockTestBroker), typeof(BrokenAlpacaTestBroker)];

    // A mistake in what a broker does not have cannot show there: the case that would catch it is left out for the reason that it gives.
    private static readonly Dictionary<(string Adapter, Type House), string> CannotShow = new()
    {
        [("StreamsEveryAccount", typeof(BrokenAlpacaTestBroker))] = "STR-008",
        [("PlacesInTheFirstAccount", typeof(BrokenAlpacaTestBroker))] = "ORD-026",
        [("ClaimsAbsenceAtOnce", typeof(BrokenMockTestBroker))] = "DBT-012",
        [("EndsTheHistoryWhereAPageFails", typeof(BrokenMockTestBroker))] = "HIS-009 (BreakPages)",
        [("ForgetsPricesAfterABreak", typeof(BrokenMockTestBroker))] = "STR-014 (StallStreams)",
        [("NeverNoticesSilence", typeof(BrokenMockTestBroker))] = "STR-013",
    };

    [Fact]
    [Trait("Category", "Slow")]
    public async Task Every_broken_adapter_is_caught_by_the_case_that_is_named_for_it()
    {
        var seen = new ConcurrentDictionary<string, string[]>(BrokenAdapters.All.ToDictionary(adapter => adapter.Name, _ => new string[Houses.Length]));
        var hunts = BrokenAdapters.All.SelectMany(adapter => Houses.Select((house, column) => (adapter, house, column)));
        await Parallel.ForEachAsync(
            hunts,
            new ParallelOptions { MaxDegreeOfParallelism = 4, CancellationToken = TestContext.Current.CancellationToken },
            async (hunt, _) => seen[hunt.adapter.Name][hunt.column] = await CatchAsync(hunt.adapter, hunt.house, hunt.column));

        Assert.DoesNotContain(seen, one => one.Value.Contains("nothing", StringComparer.Ordinal));
        BrokenPage.Approve(BrokenAdapters.All.Select(adapter => (adapter, (IReadOnlyList<string>)seen[adapter.Name])));
    }

    private static async Task<string> CatchAsync(BrokenAdapter adapter, Type house, int column)
    {
        if (CannotShow.TryGetValue((adapter.Name, house), out var absent))
        {
            var left = Assert.IsType<Outcome.Skipped>(await BrokenHouse.RunAsync(Case.All.First(one => one.Id == absent || one.Name == absent), house, adapter));
            return $"cannot show, see {absent}: {left.Why}";
        }

        if (await Hunt.CatchAsync(adapter, house, BrokenPage.SuspectOf(adapter, column)) is not { } caught)
        {
            TestContext.Current.SendDiagnosticMessage($"{adapter.Name} passes every case at {house.Name}.");
            return "nothing";
        }

        return caught.Case.Name;
    }
}
