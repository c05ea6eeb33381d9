using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Brokerage.Exchange;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>JSON and XML: which one comes, and that both say the same.</summary>
public sealed class FormatTests
{
    [Theory]
    [InlineData("/v1/accounts/list", null, "application/xml")]
    [InlineData("/v1/accounts/list", "*/*", "application/xml")]
    [InlineData("/v1/accounts/list", "application/json", "application/json")]
    [InlineData("/v1/accounts/list.json", null, "application/json")]
    [InlineData("/v1/accounts/list.json", "application/xml", "application/json")]
    [InlineData("/v1/user/alerts.json/7", null, "application/json")]
    public async Task The_suffix_decides_then_the_header(string path, string? accept, string type)
    {
        await using var etrade = await TestETrade.StartAsync();
        Assert.Equal(type, (await etrade.SendAsync("GET", path, accept: accept)).Headers["Content-Type"]);
    }

    [Theory]
    [InlineData("/v1/accounts/list")]
    [InlineData("{account}/balance?instType=BROKERAGE")]
    [InlineData("{account}/portfolio?view=COMPLETE&lotsRequired=true")]
    [InlineData("{account}/transactions")]
    [InlineData("{account}/orders")]
    [InlineData("/v1/market/quote/AAPL,BRK.B,ZZZZQX")]
    [InlineData("/v1/market/optionchains?symbol=AAPL&noOfStrikes=2")]
    [InlineData("/v1/market/optionexpiredate?symbol=AAPL")]
    [InlineData("/v1/market/lookup/a")]
    [InlineData("/v1/market/optionchains?symbol=ZZZZQX")]
    public async Task Both_languages_say_the_same(string path)
    {
        await using var etrade = await TestETrade.StartAsync();
        await etrade.OrderAsync(Ticket.Stock("BUY", 1, limit: 100m));
        path = path.Replace("{account}", etrade.Account, StringComparison.Ordinal);
        var json = await etrade.SendAsync("GET", path, accept: "application/json");
        var xml = await etrade.SendAsync("GET", path, accept: "text/xml");
        Assert.Equal(json.Status, xml.Status);
        Assert.Equal(Leaves(json.Json, ""), Leaves(XDocument.Parse(xml.Text, LoadOptions.PreserveWhitespace).Root!, ""));
    }

    [Fact]
    public async Task Plain_paths_bring_XML_back_whatever_was_posted_errors_too_and_JSON_where_the_suffix_asks_for_it()
    {
        await using var etrade = await TestETrade.StartAsync();
        var ticket = Ticket.Stock("BUY", 1, limit: 100m);
        var preview = await etrade.SendAsync("POST", etrade.Account + "/orders/preview", ticket.Xml("PreviewOrderRequest"), "*/*");
        Assert.Equal("application/xml", preview.Headers["Content-Type"]);
        var id = (long)XDocument.Parse(preview.Text).Root!.Element("PreviewIds")!.Element("previewId")!;

        var placed = await etrade.SendAsync("POST", etrade.Account + "/orders/place.json", ticket.Xml("PlaceOrderRequest", id));
        Assert.True(placed.Status is HttpStatusCode.OK, placed.Text);
        var order = placed.Json.GetProperty("PlaceOrderResponse").GetProperty("OrderIds")[0].GetProperty("orderId").GetInt64();
        var cancel = await etrade.SendAsync("PUT", etrade.Account + "/orders/cancel", $"<CancelOrderRequest><orderId>{order}</orderId></CancelOrderRequest>", "*/*");
        Assert.Equal("5011", XDocument.Parse(cancel.Text).Root!.Element("Messages")!.Element("Message")!.Element("code")!.Value);

        var refused = await etrade.SendAsync("POST", etrade.Account + "/orders/place", ticket.Xml("PlaceOrderRequest", id), "*/*");
        Assert.Equal("101", XDocument.Parse(refused.Text).Root!.Element("code")!.Value);
        var posted = await etrade.SendAsync("POST", etrade.Account + "/orders/preview", ticket.Json("PreviewOrderRequest"), "*/*");
        Assert.Equal("application/xml", posted.Headers["Content-Type"]);
    }

    [Fact]
    public async Task Errors_may_come_in_XML_though_JSON_was_asked_for()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { ErrorBodies = ETradeErrorBodies.Xml });
        var answer = await etrade.PreviewAsync(Ticket.Stock("BUY", 10_000_000, "MARKET"));
        Assert.Equal("1021", XDocument.Parse(answer.Text).Root!.Element("code")!.Value);
    }

    [Theory]
    [InlineData(ETradeCasing.Camel, "accountPortfolio", "position", "product")]
    [InlineData(ETradeCasing.Pascal, "AccountPortfolio", "Position", "Product")]
    public async Task Names_may_be_spelled_otherwise(ETradeCasing casing, string portfolio, string position, string product)
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { Casing = casing });
        var row = (await etrade.GetAsync(etrade.Account + "/portfolio.json")).GetProperty("PortfolioResponse").GetProperty(portfolio)[0].GetProperty(position)[0];
        Assert.True(row.TryGetProperty(product, out _));
        await etrade.SendAsync("GET", etrade.Account + "/portfolio");
    }

    [Fact]
    public async Task Fields_that_nobody_knows_appear_in_both_languages()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { UnknownFields = true });
        var json = await etrade.SendAsync("GET", "/v1/accounts/list.json");
        Assert.Matches("\"x[0-9]+Flag\"", json.Text);
        Assert.NotNull(json.Json.GetProperty("AccountListResponse").GetProperty("Accounts").GetProperty("Account")[0].GetProperty("accountIdKey").GetString());
        XDocument.Parse((await etrade.SendAsync("GET", "/v1/accounts/list")).Text);
    }

    [Fact]
    public async Task The_broker_may_leave_out_what_its_sandbox_does()
    {
        await using var etrade = await TestETrade.StartAsync(options => options with { SandboxShapes = true });
        var preview = (await etrade.PreviewAsync(Ticket.Stock("BUY", 1, limit: 100m))).Json.GetProperty("PreviewOrderResponse");
        Assert.False(preview.GetProperty("Order")[0].TryGetProperty("estimatedTotalAmount", out _));
        var balance = (await etrade.GetAsync(etrade.Account + "/balance.json?instType=BROKERAGE")).GetProperty("BalanceResponse");
        Assert.False(balance.TryGetProperty("accountMode", out _));
        Assert.False(balance.GetProperty("Computed").TryGetProperty("marginBuyingPower", out _));
        var position = (await etrade.GetAsync(etrade.Account + "/portfolio.json")).GetProperty("PortfolioResponse").GetProperty("AccountPortfolio")[0].GetProperty("Position")[0];
        Assert.Equal(12m, position.GetProperty("quantity").GetDecimal());
        Assert.False(position.TryGetProperty("adjPrevClose", out _));
    }

    // Every value with its path; XML has no empty lists and no types, and an empty object is an empty text.
    private static List<string> Leaves(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object when !element.EnumerateObject().Any() => [path + "="],
        JsonValueKind.Object => [.. element.EnumerateObject().SelectMany(member => Leaves(member.Value, path + "/" + member.Name))],
        JsonValueKind.Array => [.. element.EnumerateArray().SelectMany(item => Leaves(item, path))],
        JsonValueKind.String => [path + "=" + element.GetString()],
        _ => [path + "=" + element.GetRawText()],
    };

    private static List<string> Leaves(XElement element, string path)
    {
        path += "/" + element.Name.LocalName;
        return element.HasElements ? [.. element.Elements().SelectMany(inner => Leaves(inner, path))] : [path + "=" + element.Value];
    }
}
