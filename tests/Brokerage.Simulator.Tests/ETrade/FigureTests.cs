using System.Net;
using System.Text.Json;
using Brokerage.Exchange;
using Brokerage.Markets;
using Brokerage.Testing;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>Figures that must follow from the books, and those that nobody knows.</summary>
public sealed class FigureTests
{
    [Fact]
    public async Task What_an_order_moved_is_the_cash_of_it_and_fees_lessen_what_a_sale_brings()
    {
        await using var etrade = await TestETrade.StartAsync(opening: TestETrade.Opening() with { Commissions = BrokerCommissions.ETrade });
        var call = Ticket.Option(etrade.Simulator.Exchange.GetOptionChain(TestETrade.Apple).First(option => option.Option.IsCall).Option);
        foreach (var (action, sign) in new[] { ("BUY_OPEN", 1m), ("SELL_CLOSE", -1m) })
        {
            var detail = await etrade.DetailAsync(await etrade.OrderAsync(new Ticket { Type = "OPTN", PriceType = "MARKET", Legs = [(action, "1", call)] }));
            var fees = etrade.Simulator.Exchange.GetOrders(etrade.AccountId).MaxBy(order => order.Number)!.Fees;
            Assert.True(fees > 0m);
            var gross = detail.GetProperty("Instrument")[0].GetProperty("averageExecutionPrice").GetDecimal() * 100m;
            Assert.Equal(decimal.Round(gross + (sign * fees), 4), detail.GetProperty("orderValue").GetDecimal());
        }
    }

    [Fact]
    public async Task A_holdings_part_is_that_of_the_account_not_of_the_holdings()
    {
        OpeningHolding[] holdings = [new(TestETrade.Berkshire, 12m, 402.25m), new(TestETrade.Apple, -5m, 198m)];
        await using var etrade = await TestETrade.StartAsync(opening: TestETrade.Opening() with { Holdings = holdings });
        var equity = etrade.Simulator.Exchange.GetBalance(etrade.AccountId).Equity;
        Assert.All((await PositionsAsync(etrade, "QUICK")).EnumerateArray(), row => Assert.Equal(
            decimal.Round(row.GetProperty("marketValue").GetDecimal() / equity * 100m, 4), row.GetProperty("pctOfPortfolio").GetDecimal()));
    }

    [Fact]
    public async Task A_debit_stands_in_the_net_cash_alone()
    {
        await using var etrade = await TestETrade.StartAsync(opening: TestETrade.Opening() with { Cash = 1_000m });
        await etrade.OrderAsync(Ticket.Stock("BUY", 10, "MARKET"));
        var computed = (await etrade.GetAsync(etrade.Account + "/balance.json?instType=BROKERAGE")).GetProperty("BalanceResponse").GetProperty("Computed");
        Assert.Equal((-900.2m, 0m, -900.2m), (Number(computed, "netCash"), Number(computed, "cashBalance"), Number(computed, "marginBalance")));
    }

    [Fact]
    public async Task Day_traders_have_a_power_of_their_own_in_the_preview()
    {
        await using var etrade = await TestETrade.StartAsync();
        var power = etrade.Simulator.Exchange.GetBalance(etrade.AccountId).DayTradingBuyingPower!.Value;
        var preview = (await etrade.PreviewAsync(Ticket.Stock("BUY", 1, limit: 100m))).Json.GetProperty("PreviewOrderResponse").GetProperty("dtBpDetails");
        Assert.Equal(decimal.Round(power, 4), Number(preview.GetProperty("marginable"), "currentNetBp"));
        Assert.Equal(decimal.Round(power / 4m, 4), Number(preview.GetProperty("nonMarginable"), "currentNetBp"));
    }

    [Fact]
    public async Task Every_view_has_the_price_by_which_the_row_is_valued()
    {
        await using var etrade = await TestETrade.StartAsync();
        var call = etrade.Simulator.Exchange.GetOptionChain(TestETrade.Apple).First(option => option.Option.IsCall).Option;
        await etrade.OrderAsync(new Ticket { Type = "OPTN", PriceType = "MARKET", Legs = [("BUY_OPEN", "1", Ticket.Option(call))] });
        foreach (var (view, part) in new[] { ("QUICK", "Quick"), ("PERFORMANCE", "Performance"), ("FUNDAMENTAL", "Fundamental"), ("OPTIONSWATCH", "OptionsWatch"), ("COMPLETE", "Complete") })
        {
            var row = (await PositionsAsync(etrade, view))[1];
            Assert.Equal(Number(row, "marketValue"), Number(row.GetProperty(part), "lastTrade") * 100m);
        }
    }

    [Fact]
    public async Task What_nobody_knows_is_nought_and_before_the_open_nothing_has_happened()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 3, 3, 13, 0, 0, TimeSpan.Zero));
        await using var etrade = await TestETrade.StartAsync(options => options with { Market = MarketMode.Calendar }, time);
        var all = (await etrade.GetAsync("/v1/market/quote/AAPL.json")).GetProperty("QuoteResponse").GetProperty("QuoteData")[0].GetProperty("All");
        Assert.All(["previousDayVolume", "averageVolume", "high52", "low52", "week52HiDate", "week52LowDate"], name => Assert.Equal(0m, Number(all, name)));
        var day = (await etrade.GetAsync("/v1/market/quote/AAPL.json?detailFlag=INTRADAY")).GetProperty("QuoteResponse").GetProperty("QuoteData")[0].GetProperty("Intraday");
        Assert.Equal((0m, 0m), (Number(day, "high"), Number(day, "low")));
        Assert.True(Number(day, "lastTrade") > 0m);
    }

    [Fact]
    public async Task A_corrected_trade_moves_the_difference()
    {
        await using var etrade = await TestETrade.StartAsync();
        await etrade.OrderAsync(Ticket.Stock("BUY", 10, "MARKET"));
        var execution = Assert.Single(etrade.Simulator.Exchange.GetExecutions(etrade.AccountId));
        etrade.Simulator.Exchange.CorrectExecution(execution.Id, 8m, execution.Price);
        var row = (await etrade.GetAsync(etrade.Account + "/transactions.json")).GetProperty("TransactionListResponse").GetProperty("Transaction")[0];
        Assert.Equal(("Adjustment", -2m, 380.04m), (AccountTests.Text(row, "transactionType"), Number(row.GetProperty("brokerage"), "quantity"), Number(row, "amount")));
    }

    [Fact]
    public async Task A_stop_limit_price_is_refused_rather_than_passed_over()
    {
        await using var etrade = await TestETrade.StartAsync();
        foreach (var type in new[] { "STOP", "STOP_LIMIT", "TRAILING_STOP_CNST" })
        {
            var ticket = Ticket.Stock("SELL", 2, type, 399m, "BRK.B") with { Stop = "400" };
            var body = ticket.Json("PreviewOrderRequest").Replace("\"stopPrice\"", "\"stopLimitPrice\":\"398\",\"stopPrice\"", StringComparison.Ordinal);
            var answer = await etrade.SendAsync("POST", etrade.Account + "/orders/preview.json", body);
            Assert.StartsWith("400 - A stopLimitPrice", TestETrade.ErrorOf(answer), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await etrade.PreviewAsync(ticket with { Stop = type is "TRAILING_STOP_CNST" ? "4" : "400" })).Status);
        }
    }

    [Fact]
    public async Task A_pages_own_marker_brings_it_again_and_the_next_address_keeps_what_was_asked_for()
    {
        await using var etrade = await TestETrade.StartAsync(opening: TestETrade.Opening() with { Holdings = [new(TestETrade.Berkshire, 12m, 402.25m), new(TestETrade.Apple, 5m, 198m)] });
        const string query = "count=2&startDate=03022026&endDate=03022026&sortOrder=ASC";
        var first = (await etrade.GetAsync($"{etrade.Account}/transactions.json?{query}")).GetProperty("TransactionListResponse");
        Assert.EndsWith("&count=2&startDate=03022026&endDate=03022026&sortOrder=ASC", AccountTests.Text(first, "next"), StringComparison.Ordinal);
        var second = (await etrade.GetAsync($"{etrade.Account}/transactions.json?{query}&marker={AccountTests.Text(first, "marker")}")).GetProperty("TransactionListResponse");
        var again = (await etrade.GetAsync($"{etrade.Account}/transactions.json?{query}&pageMarker={Uri.EscapeDataString(AccountTests.Text(second, "pageMarkers"))}")).GetProperty("TransactionListResponse");
        Assert.Equal(second.GetRawText(), again.GetRawText());
        Assert.Equal(HttpStatusCode.BadRequest, (await etrade.SendAsync("GET", etrade.Account + "/transactions.json?pageMarker=x")).Status);

        var portfolio = (await etrade.GetAsync(etrade.Account + "/portfolio.json?count=1&view=COMPLETE&sortBy=SYMBOL")).GetProperty("PortfolioResponse").GetProperty("AccountPortfolio")[0];
        Assert.EndsWith("?pageNumber=2&count=1&sortBy=SYMBOL&view=COMPLETE", AccountTests.Text(portfolio, "next"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fromDate=03022026", "400 - Please enter a valid date range")]
    [InlineData("fromDate=x&toDate=03022026", "400 - Please enter dates")]
    [InlineData("symbol=A,B,C,D,E,F,G,H,I,J,K,L,M,N,O,P,Q,R,S,T,U,V,W,X,Y,Z", "400 - Invalid parameter: symbol")]
    public async Task The_list_of_orders_does_not_borrow_the_numbers_of_others(string query, string refusal)
    {
        await using var etrade = await TestETrade.StartAsync();
        Assert.StartsWith(refusal, TestETrade.ErrorOf(await etrade.SendAsync("GET", $"{etrade.Account}/orders.json?{query}")), StringComparison.Ordinal);
    }

    private static async Task<JsonElement> PositionsAsync(TestETrade etrade, string view) =>
        (await etrade.GetAsync($"{etrade.Account}/portfolio.json?view={view}")).GetProperty("PortfolioResponse").GetProperty("AccountPortfolio")[0].GetProperty("Position");

    private static decimal Number(JsonElement element, string name) => element.GetProperty(name).GetDecimal();
}
