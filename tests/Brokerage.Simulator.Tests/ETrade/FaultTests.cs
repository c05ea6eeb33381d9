using System.Net;
using System.Text.Json;
using Brokerage.Exchange;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>Limits, faults, and requests that make no sense.</summary>
public sealed class FaultTests
{
    [Fact]
    public async Task Each_module_has_its_own_limit_and_the_refusal_is_a_page()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { Pacing = PacingMode.Strict });
        await etrade.GetAsync("/v1/accounts/list.json");
        await etrade.GetAsync("/v1/accounts/list.json");
        var refused = await etrade.SendAsync("GET", "/v1/accounts/list.json");
        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Contains("Number of requests exceeded the rate limit set", refused.Text, StringComparison.Ordinal);
        for (var i = 0; i < 4; i++)
        {
            await etrade.GetAsync("/v1/market/quote/AAPL.json");
        }

        Assert.Equal(HttpStatusCode.BadRequest, (await etrade.SendAsync("GET", "/v1/market/quote/AAPL.json")).Status);
        etrade.Time.Advance(TimeSpan.FromSeconds(1));
        await etrade.GetAsync("/v1/accounts/list.json");
    }

    [Fact]
    public async Task An_answer_that_is_lost_has_acted_and_the_books_show_it()
    {
        await using var etrade = await TestETrade.StartAsync();
        var ticket = Ticket.Stock("BUY", 1, limit: 100m);
        var preview = Trade.PreviewIdOf(await etrade.PreviewAsync(ticket));
        etrade.Simulator.Faults.Add(new FaultRule { Kind = FaultKind.DropAfter, Method = "POST", Path = "/orders/place", Times = 1 });
        await Assert.ThrowsAsync<HttpRequestException>(() => etrade.PlaceAsync(ticket, preview));
        Assert.NotNull(etrade.Simulator.Exchange.FindOrderByClientId(etrade.AccountId, ticket.ClientId));
        Assert.StartsWith("400 101", TestETrade.ErrorOf(await etrade.PlaceAsync(ticket, preview)), StringComparison.Ordinal);
        Assert.Single(etrade.Simulator.Exchange.GetOrders(etrade.AccountId));

        etrade.Simulator.Faults.Add(new FaultRule { Kind = FaultKind.RateLimited, Times = 1 });
        var refused = await etrade.SendAsync("GET", "/v1/accounts/list.json");
        Assert.Contains("exceeded the rate limit", refused.Text, StringComparison.Ordinal);
        Assert.Equal(("Apache", etrade.Time.GetUtcNow().ToString("R", System.Globalization.CultureInfo.InvariantCulture)), (refused.Headers["Server"], refused.Headers["Date"]));
    }

    [Theory]
    [InlineData("/v1/nowhere")]
    [InlineData("/v1/nowhere.json")]
    public async Task A_path_that_nobody_knows_has_the_brokers_page_with_the_suffix_too(string path)
    {
        await using var etrade = await TestETrade.StartAsync();
        var answer = await etrade.SendAsync("GET", path);
        Assert.Equal((HttpStatusCode.NotFound, "Apache"), (answer.Status, answer.Headers["Server"]));
        Assert.Contains("Not Found", answer.Text, StringComparison.Ordinal);
        Assert.Equal(path, etrade.Simulator.Requests.ToList()[^1].Path);
    }

    [Theory]
    [InlineData("/v1/accounts/list.json?count=%zz&%=&&=1&a=+%2B")]
    [InlineData("/v1/accounts/%2e%2e%2f/balance.json?instType=BROKERAGE")]
    [InlineData("/v1/market/quote/,.json")]
    [InlineData("/v1/market/quote/,,,:::,A:B:C:D:E:F,AAPL:2026:2:30:CALL:1.json")]
    [InlineData("/v1/market/lookup/%00.json")]
    [InlineData("{account}/orders/99999999999999999999.json")]
    [InlineData("{account}/portfolio.json?pageNumber=2147483647&count=65535")]
    [InlineData("{account}/portfolio/x.json")]
    [InlineData("{account}/orders.json?marker=99999999999999999999")]
    [InlineData("/v1/nowhere.json")]
    public async Task No_request_makes_the_simulator_stumble(string path)
    {
        await using var etrade = await TestETrade.StartAsync();
        var answer = await etrade.SendAsync("GET", path.Replace("{account}", etrade.Account, StringComparison.Ordinal));
        Assert.True((int)answer.Status < 500, answer.Text);
        Assert.All(etrade.Simulator.Requests.ToList(), request => Assert.Null(request.Failure));
    }

    [Fact]
    public async Task Elements_without_end_are_refused()
    {
        await using var etrade = await TestETrade.StartAsync();
        var deep = string.Concat(Enumerable.Repeat("<a>", 100_000));
        Assert.Equal(HttpStatusCode.BadRequest, (await etrade.SendAsync("POST", etrade.Account + "/orders/preview.json", deep)).Status);
    }

    [Fact]
    public async Task Every_endpoint_is_asked_and_answers_in_the_known_shape()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { Alerts = [new ETradeUserAlert("One", "Text"), new ETradeUserAlert("Two", "Text")] });
        var call = etrade.Simulator.Exchange.GetOptionChain(TestETrade.Apple).First(option => option.Option.IsCall).Option;
        await etrade.OrderAsync(new Ticket { Type = "OPTN", PriceType = "MARKET", Legs = [("BUY_OPEN", "1", Ticket.Option(call))] });
        var rests = await etrade.OrderAsync(Ticket.Stock("BUY", 1, limit: 100m));
        var changed = await etrade.OrderAsync(Ticket.Stock("BUY", 2, limit: 101m), rests);
        await etrade.CancelAsync(changed);
        var portfolio = (await etrade.GetAsync(etrade.Account + "/portfolio.json")).GetProperty("PortfolioResponse").GetProperty("AccountPortfolio")[0].GetProperty("Position");
        var history = (await etrade.GetAsync(etrade.Account + "/transactions.json")).GetProperty("TransactionListResponse").GetProperty("Transaction");
        var alerts = (await etrade.GetAsync("/v1/user/alerts.json")).GetProperty("AlertsResponse").GetProperty("Alert");
        foreach (var path in new[]
        {
            "/v1/accounts/list.json", etrade.Account + "/balance.json?instType=BROKERAGE", etrade.Account + $"/portfolio/{portfolio[0].GetProperty("positionId").GetInt64()}.json",
            etrade.Account + $"/transactions/{AccountTests.Text(history[0], "transactionId")}.json", etrade.Account + "/orders.json", etrade.Account + $"/orders/{changed}.json",
            "/v1/market/quote/AAPL.json", "/v1/market/lookup/app.json", "/v1/market/optionchains.json?symbol=AAPL", "/v1/market/optionexpiredate.json?symbol=AAPL",
            $"/v1/user/alerts/{alerts[0].GetProperty("id").GetInt64()}.json",
        })
        {
            await etrade.GetAsync(path);
        }

        Assert.Equal(HttpStatusCode.OK, (await etrade.SendAsync("DELETE", $"/v1/user/alerts/{alerts[0].GetProperty("id").GetInt64()}.json")).Status);
        Assert.All(etrade.Simulator.Requests.ToList(), request => Assert.Null(request.Failure));
    }

    [Fact]
    public void An_answer_of_another_shape_is_found()
    {
        var shapes = new ShapeBook("etrade");
        Assert.ThrowsAny<Exception>(() => shapes.CheckAnswer("GET", "/v1/accounts/list", 200, "application/json", """{"AccountListResponse":{}}"""));
        Assert.ThrowsAny<Exception>(() => shapes.CheckAnswer("GET", "/v1/nowhere", 200, "application/json", "{}"));
        Assert.ThrowsAny<Exception>(() => shapes.CheckAnswer("GET", "/v1/accounts/list", 400, "application/json", """{"Error":{"code":"1021"}}"""));
    }
}
