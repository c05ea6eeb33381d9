using System.Net;
using System.Text.Json;
using Brokerage.Exchange;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>Accounts, balances and holdings.</summary>
public sealed class AccountTests
{
    [Fact]
    public async Task The_list_has_every_account_of_the_user_closed_ones_too()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with
        {
            Accounts =
            [
                .. options.Accounts,
                new ETradeAccount { Opening = TestETrade.Opening(MarginKind.Cash) with { Id = "77001122" }, Type = "ROTHIRA", Mode = "IRA", Nickname = "Later" },
                new ETradeAccount { Opening = new AccountOpening { Id = "77003344" }, IsClosed = true },
            ],
        });
        var accounts = (await etrade.GetAsync("/v1/accounts/list.json")).GetProperty("AccountListResponse").GetProperty("Accounts").GetProperty("Account");
        Assert.Equal(
            [("MARGIN", "INDIVIDUAL", "ACTIVE", ""), ("IRA", "ROTHIRA", "ACTIVE", "Later"), ("CASH", "INDIVIDUAL", "CLOSED", "")],
            accounts.EnumerateArray().Select(one => (Text(one, "accountMode"), Text(one, "accountType"), Text(one, "accountStatus"), Text(one, "accountName"))));
        Assert.Equal("77001122", Text(accounts[1], "accountId"));
        Assert.All(accounts.EnumerateArray(), one => Assert.Equal(22, Text(one, "accountIdKey").Length));
        Assert.True(accounts[2].GetProperty("closedDate").GetInt64() > 0);
    }

    [Fact]
    public async Task A_margin_accounts_balance_is_what_the_exchange_says()
    {
        await using var etrade = await TestETrade.StartAsync();
        var truth = etrade.Simulator.Exchange.GetBalance(etrade.AccountId);
        var balance = (await etrade.GetAsync(etrade.Account + "/balance.json?instType=BROKERAGE&realTimeNAV=true")).GetProperty("BalanceResponse");
        var computed = balance.GetProperty("Computed");
        Assert.Equal(truth.BuyingPower, computed.GetProperty("marginBuyingPower").GetDecimal());
        Assert.Equal(truth.Cash, computed.GetProperty("cashBalance").GetDecimal());
        Assert.Equal(truth.Equity, computed.GetProperty("RealTimeValues").GetProperty("totalAccountValue").GetDecimal());
        Assert.Equal(("MARGIN", "LEVEL_3"), (Text(balance, "accountMode"), Text(balance, "optionLevel")));
    }

    [Fact]
    public async Task A_cash_account_has_no_margin_figures()
    {
        await using var etrade = await TestETrade.StartAsync(opening: TestETrade.Opening(MarginKind.Cash));
        var balance = (await etrade.GetAsync(etrade.Account + "/balance.json?instType=BROKERAGE")).GetProperty("BalanceResponse");
        Assert.False(balance.TryGetProperty("Margin", out _));
        Assert.False(balance.GetProperty("Computed").TryGetProperty("marginBuyingPower", out _));
        Assert.Equal(50_000m, balance.GetProperty("Computed").GetProperty("cashBuyingPower").GetDecimal());
    }

    [Theory]
    [InlineData("/v1/accounts/short/balance.json?instType=BROKERAGE", "400 102 Please enter valid account key")]
    [InlineData("/v1/accounts/AAAAAAAAAAAAAAAAAAAAAA/balance.json?instType=BROKERAGE", "400 100 Account key does not belong to user")]
    [InlineData("{account}/balance.json", "400 7002 Invalid Institution Type")]
    [InlineData("{account}/portfolio.json?view=PRETTY", "400 - Invalid parameter: view")]
    [InlineData("{account}/portfolio.json?sortBy=INTRINSIC_VALUE", "400 - Invalid parameter: sortBy")]
    public async Task What_cannot_be_read_is_refused_with_its_code(string path, string refusal)
    {
        await using var etrade = await TestETrade.StartAsync();
        Assert.Equal(refusal, TestETrade.ErrorOf(await etrade.SendAsync("GET", path.Replace("{account}", etrade.Account, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Holdings_come_in_pages_and_an_empty_account_says_nothing()
    {
        OpeningHolding[] holdings = [new(TestETrade.Berkshire, 12m, 402.25m), new(TestETrade.Apple, -5m, 198m), new(Instrument.Parse("KO"), 30m, 60m)];
        await using var etrade = await TestETrade.StartAsync(opening: TestETrade.Opening() with { Holdings = holdings });
        var first = (await etrade.GetAsync(etrade.Account + "/portfolio.json?count=2")).GetProperty("PortfolioResponse").GetProperty("AccountPortfolio")[0];
        Assert.Equal(("2", 2, 2), (Text(first, "nextPageNo"), first.GetProperty("totalPages").GetInt32(), first.GetProperty("Position").GetArrayLength()));
        var second = (await etrade.GetAsync(etrade.Account + "/portfolio.json?count=2&pageNumber=2")).GetProperty("PortfolioResponse").GetProperty("AccountPortfolio")[0];
        Assert.False(second.TryGetProperty("nextPageNo", out _));
        Assert.Equal("KO", Text(second.GetProperty("Position")[0].GetProperty("Product"), "symbol"));

        var apple = first.GetProperty("Position")[1];
        Assert.Equal(("SHORT", "TYPE5", -5m), (Text(apple, "positionType"), Text(apple, "positionIndicator"), apple.GetProperty("quantity").GetDecimal()));
        Assert.Equal(198m, apple.GetProperty("costPerShare").GetDecimal());

        await using var empty = await TestETrade.StartAsync(opening: new AccountOpening { Kind = MarginKind.Margin, Cash = 10m });
        var nothing = await empty.SendAsync("GET", empty.Account + "/portfolio.json");
        Assert.Equal((HttpStatusCode.NoContent, ""), (nothing.Status, nothing.Text));
    }

    [Theory]
    [InlineData("QUICK", "Quick")]
    [InlineData("PERFORMANCE", "Performance")]
    [InlineData("FUNDAMENTAL", "Fundamental")]
    [InlineData("OPTIONSWATCH", "OptionsWatch")]
    [InlineData("COMPLETE", "Complete")]
    public async Task Each_view_has_its_own_part_and_totals_come_when_asked_for(string view, string part)
    {
        await using var etrade = await TestETrade.StartAsync();
        BuyCall(etrade);
        var portfolio = (await etrade.GetAsync($"{etrade.Account}/portfolio.json?view={view}&totalsRequired=true&lotsRequired=true")).GetProperty("PortfolioResponse");
        Assert.All(portfolio.GetProperty("AccountPortfolio")[0].GetProperty("Position").EnumerateArray(), position => Assert.True(position.TryGetProperty(part, out _)));
        Assert.True(portfolio.GetProperty("Totals").GetProperty("totalMarketValue").GetDecimal() > 5_000m);
        var option = portfolio.GetProperty("AccountPortfolio")[0].GetProperty("Position")[1];
        Assert.StartsWith("AAPL--", Text(option, "osiKey"), StringComparison.Ordinal);
        Assert.Equal(("AAPL", "OPTN", "CALL"), (Text(option.GetProperty("Product"), "symbol"), Text(option.GetProperty("Product"), "securityType"), Text(option.GetProperty("Product"), "callPut")));
    }

    [Fact]
    public async Task What_is_held_in_cash_stands_beside_what_is_held_on_margin_and_lots_tell_when_it_came()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with
        {
            Accounts = [options.Accounts[0] with { HeldInCash = new Dictionary<Instrument, decimal> { [TestETrade.Berkshire] = 4m } }],
        });
        etrade.Simulator.Exchange.Submit(new OrderTicket { Account = etrade.AccountId, Plan = new OrderPlan.Single(OrderSpec.Market(TestETrade.Berkshire, Side.Buy, 3m)) });
        var rows = (await etrade.GetAsync(etrade.Account + "/portfolio.json")).GetProperty("PortfolioResponse").GetProperty("AccountPortfolio")[0].GetProperty("Position");
        Assert.Equal([("TYPE1", 4m), ("TYPE2", 11m)], rows.EnumerateArray().Select(row => (Text(row, "positionIndicator"), row.GetProperty("quantity").GetDecimal())));

        foreach (var (row, expected) in rows.EnumerateArray().Zip<JsonElement, (decimal, decimal)[]>([[(4m, 402.25m)], [(8m, 402.25m), (3m, 430.10m)]]))
        {
            var lots = (await etrade.GetAsync($"{etrade.Account}/portfolio/{row.GetProperty("positionId").GetInt64()}.json")).GetProperty("PositionLotsResponse").GetProperty("PositionLot");
            Assert.Equal(expected, lots.EnumerateArray().Select(lot => (lot.GetProperty("remainingQty").GetDecimal(), lot.GetProperty("price").GetDecimal())));
        }
    }

    internal static string Text(JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static void BuyCall(TestETrade etrade)
    {
        var call = (Instrument.Option)etrade.Simulator.Exchange.Listings.First(listing => listing.Instrument is Instrument.Option { IsCall: true } && listing.Underlying == TestETrade.Apple).Instrument;
        var receipt = etrade.Simulator.Exchange.Submit(new OrderTicket { Account = etrade.AccountId, Plan = new OrderPlan.Single(OrderSpec.Market(call, Side.Buy, 1m)) });
        Assert.Equal(OrderState.Filled, receipt.Order!.State);
    }
}
