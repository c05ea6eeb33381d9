using System.Globalization;
using System.Text;
using Brokerage.TestSupport.OpenApi;

namespace Brokerage.Alpaca.Tests;

/// <summary>Writes docs/brokers/alpaca-coverage.md.</summary>
internal static class CoveragePage
{
    public static async Task<string> MakeAsync()
    {
        var rows = await ApiCoverage.TakeAsync();
        var reasons = LeftOut.Load("alpaca");
        var exercised = rows.Where(row => row.IsAsked || row.IsAnswered).ToList();
        var page = new StringBuilder($"""
            # Alpaca: what of its documents is exercised

            <!-- Written by a test from what it saw. Do not edit: run the tests with BROKERAGE_UPDATE=1. -->

            Alpaca's OpenAPI documents name {rows.Count} operations. The adapter sends {rows.Count(row => row.IsAsked)} of them, the simulator answers {rows.Count(row => row.IsAnswered)}. Every
            request and every simulated answer is held against the documents; *takes* counts the names that query and body may have, and those that
            the adapter sends; *gives* the fields that an answer may have, those that a simulated answer has, and those that the adapter reads.
            Why a field is not read stands in `tests/Shapes/Fields/alpaca.txt`. What is neither sent nor simulated is not in this table.

            | operation | sent | takes | of them sent | simulated | gives | of them simulated | of them read |
            |---|---|---|---|---|---|---|---|

            """);
        foreach (var row in exercised)
        {
            page.AppendLine(
                CultureInfo.InvariantCulture,
                $"| `{row.Operation}` | {Yes(row.IsAsked)} | {row.Takes} | {Number(row.IsAsked, row.Sent)} | {Yes(row.IsAnswered)} | {row.Gives} | {Number(row.IsAnswered, row.Simulated)} | {Number(row.IsAsked, row.Read)} |");
        }

        page.Append("""

            ## Not sent, and why

            | operations | number | why |
            |---|---|---|

            """);
        foreach (var (place, reason) in reasons.Places)
        {
            var count = rows.Count(row => !row.IsAsked && LeftOut.Covers(place, row.Operation));
            page.AppendLine(CultureInfo.InvariantCulture, $"| `{place}` | {count} | {reason} |");
        }

        page.Append("""

            ## Where Alpaca differs from its documents

            A place is a field, a word, or a status that the documents do not have.

            | place | how that is known |
            |---|---|

            """);
        foreach (var (place, reason) in KnownDifferences.Load("alpaca"))
        {
            page.AppendLine(CultureInfo.InvariantCulture, $"| `{place}` | {reason} |");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static string Yes(bool condition) => condition ? "yes" : "";

    private static string Number(bool condition, int number) => condition ? number.ToString(CultureInfo.InvariantCulture) : "";
}
