using System.Net;
using System.Text.Json;
using Brokerage.Exchange;
using Brokerage.Testing;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>Quotes, the look-up, option chains.</summary>
public sealed class MarketTests
{
    [Fact]
    public async Task Good_symbols_are_quoted_and_bad_ones_are_named_beside_them()
    {
        await using var etrade = await TestETrade.StartAsync();
        var answer = (await etrade.GetAsync("/v1/market/quote/AAPL,ZZZZQX,BRK.B.json")).GetProperty("QuoteResponse");
        Assert.Equal(["AAPL", "BRK.B"], answer.GetProperty("QuoteData").EnumerateArray().Select(quote => AccountTests.Text(quote.GetProperty("Product"), "symbol")));
        var all = answer.GetProperty("QuoteData")[0].GetProperty("All");
        Assert.Equal((189.98m, 190.02m, 500m), (all.GetProperty("bid").GetDecimal(), all.GetProperty("ask").GetDecimal(), all.GetProperty("bidSize").GetDecimal()));
        Assert.Equal("false", AccountTests.Text(answer.GetProperty("QuoteData")[0], "ahFlag"));
        Assert.Equal("09:30:00 EST 03-02-2026", AccountTests.Text(answer.GetProperty("QuoteData")[0], "dateTime"));
        Assert.Single(answer.GetProperty("Messages").GetProperty("Message").EnumerateArray());

        var none = (await etrade.GetAsync("/v1/market/quote/ZZZZQX.json")).GetProperty("QuoteResponse");
        Assert.False(none.TryGetProperty("QuoteData", out _));
    }

    [Theory]
    [InlineData("FUNDAMENTAL", "Fundamental")]
    [InlineData("INTRADAY", "Intraday")]
    [InlineData("OPTIONS", "Option")]
    [InlineData("WEEK_52", "Week52")]
    public async Task Each_detail_flag_has_its_part(string flag, string part)
    {
        await using var etrade = await TestETrade.StartAsync();
        var quote = (await etrade.GetAsync("/v1/market/quote/AAPL.json?detailflag=" + flag)).GetProperty("QuoteResponse").GetProperty("QuoteData")[0];
        Assert.True(quote.TryGetProperty(part, out _));
        Assert.False(quote.TryGetProperty("All", out _));
    }

    [Fact]
    public async Task More_symbols_than_allowed_and_other_mistakes_have_their_codes()
    {
        await using var etrade = await TestETrade.StartAsync();
        string Symbols(int count) => string.Join(',', Enumerable.Repeat("AAPL", count));
        Assert.StartsWith("400 1023", TestETrade.ErrorOf(await etrade.SendAsync("GET", $"/v1/market/quote/{Symbols(26)}.json")), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await etrade.SendAsync("GET", $"/v1/market/quote/{Symbols(50)}.json?overrideSymbolCount=true")).Status);
        Assert.StartsWith("400 1025", TestETrade.ErrorOf(await etrade.SendAsync("GET", $"/v1/market/quote/{Symbols(51)}.json?overrideSymbolCount=true")), StringComparison.Ordinal);
        Assert.StartsWith("400 1020", TestETrade.ErrorOf(await etrade.SendAsync("GET", "/v1/market/quote/AAPL.json?detailFlag=SOME")), StringComparison.Ordinal);
        Assert.StartsWith("400 1024", TestETrade.ErrorOf(await etrade.SendAsync("GET", "/v1/market/quote/AAPL.json?detailFlag=MF_DETAIL")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-03-03T13:00:00Z", "EH_REALTIME", "true")]
    [InlineData("2026-03-03T15:00:00Z", "REALTIME", "false")]
    [InlineData("2026-03-07T15:00:00Z", "CLOSING", "false")]
    public async Task The_hour_shows_in_the_quote(string now, string status, string extended)
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        await using var etrade = await TestETrade.StartAsync(options => options with { Market = MarketMode.Calendar }, time);
        var quote = (await etrade.GetAsync("/v1/market/quote/AAPL.json")).GetProperty("QuoteResponse").GetProperty("QuoteData")[0];
        Assert.Equal((status, extended), (AccountTests.Text(quote, "quoteStatus"), AccountTests.Text(quote, "ahFlag")));
        Assert.Equal(extended is "true", quote.GetProperty("All").TryGetProperty("ExtendedHourQuoteDetail", out _));
        Assert.Equal(extended is "true", quote.GetProperty("All").GetProperty("open").GetDecimal() == 0m);
    }

    [Fact]
    public async Task Options_are_found_by_expiry_and_quoted_by_their_terms()
    {
        await using var etrade = await TestETrade.StartAsync();
        var dates = (await etrade.GetAsync("/v1/market/optionexpiredate.json?symbol=AAPL")).GetProperty("OptionExpireDateResponse").GetProperty("ExpirationDate");
        Assert.Equal(["WEEKLY", "MONTHLY"], dates.EnumerateArray().Select(date => AccountTests.Text(date, "expiryType")).Distinct(StringComparer.Ordinal));
        var monthly = dates.EnumerateArray().First(date => AccountTests.Text(date, "expiryType") is "MONTHLY");

        var chain = (await etrade.GetAsync("/v1/market/optionchains.json?symbol=AAPL&noOfStrikes=3")).GetProperty("OptionChainResponse");
        Assert.Equal(3, chain.GetProperty("OptionPair").GetArrayLength());
        Assert.Equal(monthly.GetProperty("day").GetInt32(), chain.GetProperty("SelectedED").GetProperty("day").GetInt32());
        var call = chain.GetProperty("OptionPair")[0].GetProperty("Call");
        Assert.Matches("^AAPL--26[0-9]{4}C[0-9]{8}$", AccountTests.Text(call, "osiKey"));
        Assert.Matches("^[yn]$", AccountTests.Text(call, "inTheMoney"));

        var path = new Uri(AccountTests.Text(call, "quoteDetail")).AbsolutePath;
        var quote = (await etrade.GetAsync(path + ".json?detailFlag=OPTIONS")).GetProperty("QuoteResponse").GetProperty("QuoteData")[0];
        Assert.Equal(call.GetProperty("bid").GetDecimal(), quote.GetProperty("Option").GetProperty("bid").GetDecimal());
        Assert.True(quote.GetProperty("Option").TryGetProperty("OptionGreeks", out _));

        var puts = (await etrade.GetAsync("/v1/market/optionchains.json?symbol=AAPL&chainType=PUT&includeWeekly=true&noOfStrikes=2&strikePriceNear=150"))
            .GetProperty("OptionChainResponse").GetProperty("OptionPair");
        Assert.All(puts.EnumerateArray(), pair => Assert.False(pair.TryGetProperty("Call", out _)));
    }

    [Theory]
    [InlineData("optionchains.json", 10043)]
    [InlineData("optionchains.json?symbol=ZZZZQX", 10033)]
    [InlineData("optionchains.json?symbol=KO", 10032)]
    [InlineData("optionchains.json?symbol=AAPL&expiryYear=2026", 10039)]
    [InlineData("optionchains.json?symbol=AAPL&expiryYear=2031&expiryMonth=1", 10031)]
    [InlineData("optionchains.json?symbol=AAPL&expiryYear=2026&expiryMonth=3&expiryDay=4", 10044)]
    [InlineData("optionchains.json?symbol=AAPL&optionCategory=MINI", 10038)]
    public async Task A_chain_that_is_not_there_has_its_code(string path, int code)
    {
        await using var etrade = await TestETrade.StartAsync();
        Assert.StartsWith($"400 {code} ", TestETrade.ErrorOf(await etrade.SendAsync("GET", "/v1/market/" + path)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_look_up_finds_by_symbol_and_by_name_ten_at_most()
    {
        await using var etrade = await TestETrade.StartAsync();
        var found = (await etrade.GetAsync("/v1/market/lookup/coca.json")).GetProperty("LookupResponse").GetProperty("Data");
        Assert.Equal("KO", AccountTests.Text(found[0], "symbol"));
        Assert.Equal(10, (await etrade.GetAsync("/v1/market/lookup/a.json")).GetProperty("LookupResponse").GetProperty("Data").GetArrayLength());
        Assert.Equal(JsonValueKind.Array, (await etrade.GetAsync("/v1/market/lookup/nothing.json")).GetProperty("LookupResponse").GetProperty("Data").ValueKind);
    }

    [Fact]
    public async Task Messages_are_read_and_deleted_and_none_are_a_404()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { Alerts = [new ETradeUserAlert("Dividend paid", "Paid.", "KO")] });
        etrade.Simulator.AddAlert(new ETradeUserAlert("Welcome", "Hello."));
        var page = (await etrade.GetAsync("/v1/user/alerts.json?count=1")).GetProperty("AlertsResponse");
        Assert.Equal((2, 1), (page.GetProperty("totalAlerts").GetInt32(), page.GetProperty("Alert").GetArrayLength()));
        var list = (await etrade.GetAsync("/v1/user/alerts.json?count=5")).GetProperty("AlertsResponse");
        Assert.Equal(["Welcome", "Dividend paid"], list.GetProperty("Alert").EnumerateArray().Select(alert => AccountTests.Text(alert, "subject")));
        var id = list.GetProperty("Alert")[1].GetProperty("id").GetInt64();
        Assert.Equal("Paid.", AccountTests.Text((await etrade.GetAsync($"/v1/user/alerts.json/{id}")).GetProperty("AlertDetailsResponse"), "msgText"));
        Assert.Single((await etrade.GetAsync("/v1/user/alerts.json?status=READ")).GetProperty("AlertsResponse").GetProperty("Alert").EnumerateArray());

        var deleted = await etrade.SendAsync("DELETE", $"/v1/user/alerts/{id},{id + 1}.json");
        Assert.Equal("SUCCESS", AccountTests.Text(deleted.Json.GetProperty("AlertsResponse"), "result"));
        Assert.Equal("ERROR", AccountTests.Text((await etrade.SendAsync("DELETE", "/v1/user/alerts/5.json")).Json.GetProperty("AlertsResponse"), "result"));
        Assert.StartsWith("404 53", TestETrade.ErrorOf(await etrade.SendAsync("GET", "/v1/user/alerts.json")), StringComparison.Ordinal);
        Assert.StartsWith("400 499", TestETrade.ErrorOf(await etrade.SendAsync("GET", "/v1/user/alerts/0.json")), StringComparison.Ordinal);
    }
}
