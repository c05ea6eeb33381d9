using System.Text;
using Brokerage.Conformance.Tests.Broken;

namespace Brokerage.Conformance.Tests.Runner;

/// <summary>The page that names the case by which each broken adapter is caught. What it names is tried first the next time.</summary>
internal static class BrokenPage
{
    private const string Beginning = """
        # Broken adapters

        <!-- Written by a test from what caught them. Do not edit: run the slow tests of tests/Conformance.Tests with BROKERAGE_UPDATE=1. -->

        A kit that passes a wrong adapter is worth nothing. These adapters are wrong on purpose: each is the right one of a broker with one
        mistake in it that an author could make, written by somebody who knew the contract and not the cases. A test runs the kit against each
        of them, at Mock and at Alpaca over the simulated wire, and demands that the case named here fails (an approved page: another case, or
        none, is a difference). Catches by accident do not count: checks of null arguments and of the list of suites are left out.

        When the first 86 were tried, 10 of them passed every case on Mock and 16 on Alpaca. On both: AnswersWithSomebodyElsesOrder,
        KeepsClosedPositions, PromisesWhatItRefuses, ReplaceForgetsTheQuantity, ReplaceResetsTimeInForce, RoundsPricesToCents,
        ShowsOnlyTheFirstStrikes, TakesTheLimitForTheAverage, TakesYesterdaysCloseForLast and TruncatesStrikes. On Alpaca alone:
        DropsFillsOfOneInstant, ForgetsFees, SaysItIsActive, SaysItIsPaper, ShowsAccountNumbers and StreamsEveryAccount. They led to the cases
        ACC-018, FIL-009, MKT-018, ORD-024, REP-010, REP-011, STR-012, TRM-013 and TRM-014, and to harder forms of ACC-010, FEA-002, FEA-008,
        FIL-004, MKT-005, MKT-009 and ORD-022. Twelve came later, from a reader who looked for what no case asks: AdoptsWhateverCarriesTheId,
        CallsPartsWhole, ClaimsAbsenceAtOnce, EndsTheHistoryWhereAPageFails, ForgetsPricesAfterABreak, NeverNoticesSilence,
        PlacesInTheFirstAccount, RefusesACancelThatIsLeft, ReplacesTrailingPercentAsAmount, ReplacesTriggersAsLimits,
        SwapsTriggerAndLimitInAChange and ThrowsWhenTheCallerLeavesLate. They led to ACC-019, CAN-010, DBT-011, DBT-012, HIS-009, ORD-026,
        ORD-027, REP-012, STR-013 and STR-014, and to a harder form of ORD-014. Two were written for cases that had caught nothing yet:
        InventsADeadline and SendsWhatHasLapsed.


        """;

    private static string Place => Repository.At("docs", "broken-adapters.md");

    /// <summary>The case that is named for an adapter at a broker; null for none.</summary>
    /// <param name="adapter">The adapter.</param>
    /// <param name="column">Which broker.</param>
    public static string? SuspectOf(BrokenAdapter adapter, int column)
    {
        var line = File.Exists(Place) ? File.ReadLines(Place).FirstOrDefault(one => one.StartsWith($"| {adapter.Name} |", StringComparison.Ordinal)) : null;
        return line?.Split('|')[column + 3].Trim();
    }

    /// <summary>Holds the page against what was seen, or writes it.</summary>
    public static void Approve(IEnumerable<(BrokenAdapter Adapter, IReadOnlyList<string> CaughtBy)> seen)
    {
        var page = new StringBuilder(Beginning.ReplaceLineEndings("\n"));
        page.Append("| adapter | what it does | caught on Mock by | caught on Alpaca by |\n|---|---|---|---|\n");
        foreach (var (adapter, caughtBy) in seen.OrderBy(one => one.Adapter.Name, StringComparer.Ordinal))
        {
            page.Append("| ").Append(adapter.Name).Append(" | ").Append(adapter.Defect).Append(" | ").AppendJoin(" | ", caughtBy).Append(" |\n");
        }

        if (string.Equals(Environment.GetEnvironmentVariable("BROKERAGE_UPDATE"), "1", StringComparison.Ordinal))
        {
            File.WriteAllText(Place, page.ToString());
        }

        Assert.Equal(page.ToString(), File.ReadAllText(Place).ReplaceLineEndings("\n"));
    }
}
