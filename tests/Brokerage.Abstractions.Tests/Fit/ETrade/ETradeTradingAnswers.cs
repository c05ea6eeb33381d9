using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

internal static class ETradeTradingAnswers
{
    /// <summary>The ids of what was placed, and what E*TRADE says beside: 1026 entered, 1027 queued for the open.</summary>
    public static IReadOnlyList<SubmitResult.Placed> Placed(JsonNode root)
    {
        var reply = root.At("PlaceOrderResponse");
        var acks = reply.List("OrderIds").Select(row => new OrderAck(OrderRole.Single, OrderId.TryParse(row.Text("orderId"), out var id) ? id : null));
        var notices = reply.List("Order").SelectMany(order => ETradeTickets.Notices(order.At("messages"))).Concat(ETradeTickets.Notices(reply.At("MessageList")));
        return [new SubmitResult.Placed([.. acks], VerdictPending: true, [.. notices], null)];
    }
}
