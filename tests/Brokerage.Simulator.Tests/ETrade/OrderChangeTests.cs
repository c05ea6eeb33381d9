using System.Net;
using Brokerage.Exchange;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>What a change may not become, and what is refused in the preview already.</summary>
public sealed class OrderChangeTests
{
    [Theory]
    [InlineData("BUY", "AAPL", 100, 10_000_000, "400 1021")]
    [InlineData("SELL", "BRK.B", 450, 20, "400 1037")]
    public async Task A_change_that_the_account_cannot_bear_is_refused_in_its_preview(string action, string symbol, int limit, int quantity, string refusal)
    {
        await using var etrade = await TestETrade.StartAsync();
        var id = await etrade.OrderAsync(Ticket.Stock(action, 2, limit: limit, symbol: symbol));
        Assert.StartsWith(refusal, TestETrade.ErrorOf(await etrade.PreviewAsync(Ticket.Stock(action, quantity, limit: limit, symbol: symbol), id)), StringComparison.Ordinal);
        // What the order holds back counts for the one that takes its place.
        await etrade.OrderAsync(Ticket.Stock(action, 12, limit: limit, symbol: symbol), id);
    }

    [Fact]
    public async Task A_sale_does_not_become_a_short_sale()
    {
        await using var etrade = await TestETrade.StartAsync();
        var id = await etrade.OrderAsync(Ticket.Stock("SELL", 2, limit: 450m, symbol: "BRK.B"));
        Assert.StartsWith("400 - Only price", TestETrade.ErrorOf(await etrade.PreviewAsync(Ticket.Stock("SELL_SHORT", 2, limit: 451m, symbol: "BRK.B"), id)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await etrade.PreviewAsync(Ticket.Stock("SELL", 2, limit: 451m, symbol: "BRK.B"), id)).Status);
    }

    [Fact]
    public async Task A_fill_between_the_look_and_the_change_leaves_the_order_alone()
    {
        await using var etrade = await TestETrade.StartAsync();
        await etrade.OrderAsync(Ticket.Stock("BUY", 10, limit: 150m));
        var exchange = etrade.Simulator.Exchange;
        var order = exchange.GetOrders(etrade.AccountId)[0].Id;
        exchange.FillLate(etrade.AccountId, order, 4m, 150m);
        var change = new OrderChange(12m, new PriceTerms.Limit(151m), TimeInForce.Day);
        Assert.Null(exchange.CheckReplace(etrade.AccountId, order, change));
        var refused = exchange.Replace(etrade.AccountId, order, change, "late", filled: 0m);
        Assert.Equal((RejectReason.InvalidChange, "filled"), (refused.Rejection!.Reason, refused.Rejection.Field));
        Assert.Equal(OrderState.PartiallyFilled, refused.Order!.State);
        Assert.Equal(8m, exchange.Replace(etrade.AccountId, order, change, "late", filled: 4m).Replacement!.Quantity);
    }

    [Fact]
    public async Task Legs_whose_ratio_is_beyond_sense_are_refused()
    {
        await using var etrade = await TestETrade.StartAsync();
        var calls = etrade.Simulator.Exchange.GetOptionChain(TestETrade.Apple).Where(option => option.Option.IsCall).Select(option => Ticket.Option(option.Option)).Take(2).ToList();
        var spread = new Ticket { Type = "SPREADS", PriceType = "NET_DEBIT", Limit = "20", Legs = [("BUY_OPEN", "1", calls[0]), ("SELL_OPEN", "3000000000", calls[1])] };
        Assert.StartsWith("400 - The quantities", TestETrade.ErrorOf(await etrade.PreviewAsync(spread)), StringComparison.Ordinal);
        Assert.All(etrade.Simulator.Requests.ToList(), request => Assert.Null(request.Failure));
    }

    [Fact]
    public async Task Shares_and_options_in_one_order_are_refused_with_a_reason_whichever_comes_first()
    {
        await using var etrade = await TestETrade.StartAsync();
        var call = etrade.Simulator.Exchange.GetOptionChain(TestETrade.Apple).First(option => option.Option.IsCall).Option;
        (string, string, string) shares = ("BUY", "100", """{"securityType":"EQ","symbol":"AAPL"}"""), written = ("SELL_OPEN", "1", Ticket.Option(call));
        var write = new Ticket { Type = "BUY_WRITES", PriceType = "NET_DEBIT", Limit = "185", Legs = [shares, written] };
        foreach (var ticket in new[] { write, write with { Legs = [written, shares] }, write with { Type = "SPREADS" } })
        {
            Assert.StartsWith("400 - Shares and options", TestETrade.ErrorOf(await etrade.PreviewAsync(ticket)), StringComparison.Ordinal);
        }
    }
}
