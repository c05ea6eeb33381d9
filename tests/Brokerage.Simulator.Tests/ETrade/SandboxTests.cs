using System.Net;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>The sandbox: a real sign-in, and answers that never change.</summary>
public sealed class SandboxTests
{
    [Fact]
    public async Task Whatever_is_asked_the_answer_is_the_same()
    {
        await using var etrade = await StartAsync();
        Assert.Equal(4, (await etrade.GetAsync("/v1/accounts/list.json")).GetProperty("AccountListResponse").GetProperty("Accounts").GetProperty("Account").GetArrayLength());
        foreach (var path in new[] { "balance", "portfolio", "orders" })
        {
            var one = await etrade.SendAsync("GET", $"/v1/accounts/aB1cD2eF3gH4iJ5kL6mN7o/{path}.json");
            Assert.Equal(one.Text, (await etrade.SendAsync("GET", $"/v1/accounts/anything/{path}.json?marker=12345678999")).Text);
        }

        foreach (var path in new[] { "quote/AAPL", "lookup/apple", "optionchains", "optionexpiredate" })
        {
            Assert.Equal(HttpStatusCode.OK, (await etrade.SendAsync("GET", $"/v1/market/{path}.json")).Status);
            Assert.Equal(HttpStatusCode.OK, (await etrade.SendAsync("GET", $"/v1/market/{path}")).Status);
        }

        Assert.Equal(HttpStatusCode.NoContent, (await etrade.SendAsync("GET", "/v1/accounts/x/transactions.json")).Status);
        Assert.Equal(HttpStatusCode.OK, (await etrade.SendAsync("GET", "/v1/user/alerts.json")).Status);
        Assert.Equal(HttpStatusCode.OK, (await etrade.SendAsync("DELETE", "/v1/user/alerts/6774.json")).Status);
    }

    [Fact]
    public async Task Orders_are_answered_and_never_made()
    {
        await using var etrade = await StartAsync();
        var ticket = Ticket.Stock("BUY", 1, limit: 100m);
        Assert.Equal(1627181131, Trade.PreviewIdOf(await etrade.PreviewAsync(ticket)));
        Assert.Equal(1627181131, Trade.PreviewIdOf(await etrade.PreviewAsync(ticket, change: 1)));
        Assert.Equal(529, await etrade.OrderAsync(ticket));
        Assert.Equal(529, await etrade.OrderAsync(ticket, change: 529));
        var cancel = (await etrade.CancelAsync(12)).Json.GetProperty("CancelOrderResponse");
        Assert.Equal((773L, 4186), (cancel.GetProperty("orderId").GetInt64(), cancel.GetProperty("Messages").GetProperty("Message")[0].GetProperty("code").GetInt32()));
        Assert.StartsWith("400 100 The requested service", TestETrade.ErrorOf(await etrade.SendAsync("GET", "/v1/accounts/x/orders/529.json")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_keys_are_its_own()
    {
        await using var sandbox = await StartAsync();
        await using var production = await TestETrade.StartAsync();
        Assert.Equal(production.Simulator.Credentials, sandbox.Simulator.ForeignCredentials);
        Assert.NotEqual(production.Simulator.Credentials, sandbox.Simulator.Credentials);
    }

    private static Task<TestETrade> StartAsync() => TestETrade.StartAsync(options => options with { Mode = ETradeMode.Sandbox });
}
