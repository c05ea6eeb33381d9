using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.Samples;

/// <summary>The check itself bites: without recordings, on two lines of our own.</summary>
public sealed class SampleCheckTests
{
    private const string Wire = """{"rows":[{"cash":"12.5","kind":"CASH","noise":1},{"cash":"3","kind":"X","noise":2,"more":{"deep":null}}]}""";

    [Fact]
    public void A_true_table_passes()
    {
        var check = Check("rows[]/cash | Balance.Cash", "rows[]/kind | - not ours", "rows[]/noise | - not ours", "rows[]/more/* | - not ours");
        Assert.Empty(check.FieldsWithoutRow());
        Assert.Empty(check.RowsWithoutField());
        Assert.Empty(check.RowsThatDoNotArrive());
        Assert.Empty(check.IgnoredThatArrive());
    }

    [Fact]
    public void A_field_without_a_row_is_found() =>
        Assert.Contains("rows[]/more/deep", Assert.Single(Check("rows[]/cash | Balance.Cash", "rows[]/kind | - n", "rows[]/noise | - n").FieldsWithoutRow()), StringComparison.Ordinal);

    [Fact]
    public void A_row_without_a_field_is_found() => Assert.Contains("rows[]/gone", Assert.Single(Check("rows[]/gone | Balance.Cash").RowsWithoutField()), StringComparison.Ordinal);

    [Fact]
    public void A_row_that_promises_what_does_not_happen_is_found()
    {
        Assert.Contains("changes nothing", Assert.Single(Check("rows[]/noise | Balance.Cash").RowsThatDoNotArrive()), StringComparison.Ordinal);
        Assert.Contains("Balance.Cash", Assert.Single(Check("rows[]/cash | Balance.NetLiquidation").RowsThatDoNotArrive()), StringComparison.Ordinal);
    }

    [Fact]
    public void An_ignored_field_that_counts_after_all_is_found() =>
        Assert.Contains("Balance.Cash", Assert.Single(Check("rows[]/cash | - not ours").IgnoredThatArrive()), StringComparison.Ordinal);

    [Fact]
    public void A_row_may_name_the_company_that_makes_it_count()
    {
        Assert.Single(Check("rows[]/noise | Balance.Withdrawable").RowsThatDoNotArrive());
        Assert.Empty(Check("rows[]/noise | Balance.Withdrawable | kind=LOUD").RowsThatDoNotArrive());
    }

    private static SampleCheck Check(params string[] rows)
    {
        var parsed = rows.Select(row => row.Split('|', StringSplitOptions.TrimEntries)).Select(cells => cells[1].StartsWith('-')
            ? new SampleRow(cells[0], null, cells[1], [])
            : new SampleRow(cells[0], cells[1], null, cells.Length > 2 ? [(cells[2].Split('=')[0], cells[2].Split('=')[1])] : []));
        return new SampleCheck(new SampleSection("own", [], [.. parsed]), [new WireDocument("own", JsonNode.Parse(Wire)!)], Map);
    }

    private static IEnumerable<object> Map(JsonNode root) => root.List("rows").Select(row => new Balance
    {
        Account = new AccountRef(ConnectionId.Parse("c"), BrokerId.Parse("own"), AccountId.Parse("a")),
        Currency = Currency.Usd,
        Cash = row.Number("cash"),
        CashAvailable = null,
        BuyingPower = null,
        NetLiquidation = null,
        Withdrawable = row.Word("kind") == "LOUD" ? row.Number("noise") : null,
        AsOf = new AsOf(default, null),
    });
}
