using System.Net;
using System.Text.Json;
using Brokerage.Exchange;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>The history and the flaws of its pages.</summary>
public sealed class TransactionTests
{
    [Fact]
    public async Task Pages_repeat_their_last_line_and_deny_that_there_is_more()
    {
        await using var etrade = await TestETrade.StartAsync();
        for (var i = 1; i <= 7; i++)
        {
            etrade.Simulator.Exchange.Post(etrade.AccountId, Money.Usd(i), LedgerKind.Dividend);
        }

        var ids = new List<string>();
        string? marker = null;
        var pages = 0;
        do
        {
            var page = (await etrade.GetAsync($"{etrade.Account}/transactions.json?count=4" + (marker is null ? "" : "&marker=" + marker))).GetProperty("TransactionListResponse");
            Assert.False(page.GetProperty("moreTransactions").GetBoolean());
            Assert.Equal(9, page.GetProperty("totalCount").GetInt32());
            ids.AddRange(page.GetProperty("Transaction").EnumerateArray().Select(row => AccountTests.Text(row, "transactionId")));
            marker = page.TryGetProperty("marker", out var next) ? next.GetString() : null;
            pages++;
        }
        while (marker is not null);

        Assert.Equal((3, 11, 9), (pages, ids.Count, ids.Distinct(StringComparer.Ordinal).Count()));
        Assert.Equal(ids[3], ids[4]);
    }

    [Fact]
    public async Task A_trade_moves_cash_and_units_with_their_signs_and_is_pending_on_its_day()
    {
        await using var etrade = await TestETrade.StartAsync();
        etrade.Simulator.Exchange.Submit(new OrderTicket { Account = etrade.AccountId, Plan = new OrderPlan.Single(OrderSpec.Market(TestETrade.Apple, Side.Buy, 10m)) });
        etrade.Simulator.Exchange.Submit(new OrderTicket
        {
            Account = etrade.AccountId,
            Plan = new OrderPlan.Single(OrderSpec.Market(TestETrade.Apple, Side.Sell, 4m)),
        });
        var rows = (await etrade.GetAsync(etrade.Account + "/transactions.json")).GetProperty("TransactionListResponse").GetProperty("Transaction");
        Assert.Equal(
            [("Sold", 759.92m, -4m), ("Bought", -1900.2m, 10m)],
            rows.EnumerateArray().Take(2).Select(row => (
                AccountTests.Text(row, "transactionType"), row.GetProperty("amount").GetDecimal(), row.GetProperty("brokerage").GetProperty("quantity").GetDecimal())));
        Assert.Equal(0, rows[0].GetProperty("postDate").GetInt64());

        var id = AccountTests.Text(rows[1], "transactionId");
        var details = (await etrade.GetAsync($"{etrade.Account}/transactions.json/{id}?storeId=0")).GetProperty("TransactionDetailsResponse");
        Assert.Equal("AAPL", AccountTests.Text(details.GetProperty("Brokerage").GetProperty("Product"), "symbol"));
        Assert.Equal(details.GetRawText(), (await etrade.GetAsync($"{etrade.Account}/transactions/{id}.json")).GetProperty("TransactionDetailsResponse").GetRawText());
    }

    [Fact]
    public async Task No_two_lines_have_one_number_however_many_an_entry_has()
    {
        string[] symbols = ["BRK.B", "AAPL", "KO", "SPY", "MSFT", "IBM"];
        await using var etrade = await TestETrade.StartAsync(opening: TestETrade.Opening() with
        {
            Holdings = [.. symbols.Select(symbol => new OpeningHolding(new Instrument.Equity(symbol), 3m, 50m))],
        });
        etrade.Simulator.Exchange.Post(etrade.AccountId, Money.Usd(1m), LedgerKind.Dividend);
        etrade.Simulator.Exchange.Post(etrade.AccountId, Money.Usd(2m), LedgerKind.Dividend);
        var rows = (await etrade.GetAsync(etrade.Account + "/transactions.json")).GetProperty("TransactionListResponse").GetProperty("Transaction");
        Assert.Equal((9, 9), (rows.GetArrayLength(), rows.EnumerateArray().Select(row => AccountTests.Text(row, "transactionId")).Distinct(StringComparer.Ordinal).Count()));
    }

    [Theory]
    [InlineData("startDate=03022026", "400 2002")]
    [InlineData("startDate=03022026&endDate=03012026", "400 2002")]
    [InlineData("startDate=2026-03-01&endDate=03022026", "400 2004")]
    [InlineData("startDate=01012020&endDate=03022026", "400 2003")]
    [InlineData("count=51", "400 2005")]
    [InlineData("count=0", "400 2005")]
    [InlineData("sortOrder=UP", "400 2007")]
    [InlineData("marker=1_2&pageMarker=x", "400 2008")]
    public async Task What_cannot_be_asked_for_has_its_code(string query, string refusal)
    {
        await using var etrade = await TestETrade.StartAsync();
        Assert.StartsWith(refusal, TestETrade.ErrorOf(await etrade.SendAsync("GET", $"{etrade.Account}/transactions.json?{query}")), StringComparison.Ordinal);
        Assert.StartsWith("400 1001", TestETrade.ErrorOf(await etrade.SendAsync("GET", $"{etrade.Account}/transactions/12.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Days_are_New_Yorks_and_a_day_without_any_says_nothing()
    {
        await using var etrade = await TestETrade.StartAsync();
        Assert.Equal(HttpStatusCode.NoContent, (await etrade.SendAsync("GET", etrade.Account + "/transactions.json?startDate=02012026&endDate=03012026")).Status);
        var rows = (await etrade.GetAsync(etrade.Account + "/transactions.json?startDate=03022026&endDate=03022026&sortOrder=ASC")).GetProperty("TransactionListResponse").GetProperty("Transaction");
        Assert.Equal(JsonValueKind.Array, rows.ValueKind);
        Assert.Equal(2, rows.GetArrayLength());
    }
}
