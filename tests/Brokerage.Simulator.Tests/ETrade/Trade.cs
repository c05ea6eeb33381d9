using System.Net;
using System.Text.Json;
using Brokerage.Simulator.Tests.Support;

namespace Brokerage.Simulator.Tests.ETrade;

/// <summary>What a client does with orders, step by step.</summary>
internal static class Trade
{
    public static Task<Answer> PreviewAsync(this TestETrade etrade, Ticket ticket, long? change = null) => change is { } order
        ? etrade.SendAsync("PUT", $"{etrade.Account}/orders/{order}/change/preview.json", ticket.Json("PreviewOrderRequest"))
        : etrade.SendAsync("POST", etrade.Account + "/orders/preview.json", ticket.Json("PreviewOrderRequest"));

    public static Task<Answer> PlaceAsync(this TestETrade etrade, Ticket ticket, long previewId, long? change = null) => change is { } order
        ? etrade.SendAsync("PUT", $"{etrade.Account}/orders/{order}/change/place.json", ticket.Json("PlaceOrderRequest", previewId))
        : etrade.SendAsync("POST", etrade.Account + "/orders/place.json", ticket.Json("PlaceOrderRequest", previewId));

    /// <summary>Preview and place; the order's number.</summary>
    public static async Task<long> OrderAsync(this TestETrade etrade, Ticket ticket, long? change = null)
    {
        var placed = await etrade.PlaceAsync(ticket, PreviewIdOf(await etrade.PreviewAsync(ticket, change)), change);
        Assert.True(placed.Status is HttpStatusCode.OK, placed.Text);
        return placed.Json.GetProperty("PlaceOrderResponse").GetProperty("OrderIds")[0].GetProperty("orderId").GetInt64();
    }

    public static Task<Answer> CancelAsync(this TestETrade etrade, long order) =>
        etrade.SendAsync("PUT", etrade.Account + "/orders/cancel.json", $$$"""{"CancelOrderRequest":{"orderId":{{{order}}}}}""");

    /// <summary>The first detail of an order.</summary>
    public static async Task<JsonElement> DetailAsync(this TestETrade etrade, long order) =>
        (await etrade.GetAsync($"{etrade.Account}/orders/{order}.json")).GetProperty("OrdersResponse").GetProperty("Order")[0].GetProperty("OrderDetail")[0];

    public static async Task<string> StatusAsync(this TestETrade etrade, long order) => (await etrade.DetailAsync(order)).GetProperty("status").GetString()!;

    public static long PreviewIdOf(Answer preview)
    {
        Assert.True(preview.Status is HttpStatusCode.OK, preview.Text);
        return preview.Json.GetProperty("PreviewOrderResponse").GetProperty("PreviewIds")[0].GetProperty("previewId").GetInt64();
    }

    /// <summary>The codes of the messages that stand inside of an order.</summary>
    public static IEnumerable<int> CodesIn(Answer answer, string root) =>
        answer.Json.GetProperty(root).GetProperty("Order")[0].GetProperty("messages") is var messages && messages.TryGetProperty("Message", out var list)
            ? list.EnumerateArray().Select(message => message.GetProperty("code").GetInt32())
            : [];
}
