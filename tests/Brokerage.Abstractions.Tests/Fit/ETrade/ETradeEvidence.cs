using System.Text.Json.Nodes;
using Brokerage.Fit.Kit;

namespace Brokerage.Fit.ETrade;

/// <summary>What must survive a crash between Prepare and Submit: the preview to place, and what was listed before.</summary>
internal sealed record ETradeEvidence(string Preview, string Type, JsonObject Ticket, string? Target, IReadOnlyList<string> Seen)
{
    public string Write() => new JsonObject
    {
        ["v"] = 1,
        ["preview"] = Preview,
        ["type"] = Type,
        ["ticket"] = Ticket.DeepClone(),
        ["target"] = Target,
        ["seen"] = new JsonArray([.. Seen.Select(id => (JsonNode)id)]),
    }.ToJsonString();

    public static ETradeEvidence Read(string text)
    {
        var node = Json.Read(text);
        return new ETradeEvidence(
            node.Word("preview"),
            node.Word("type"),
            (JsonObject)node.At("ticket")!,
            node.Text("target"),
            [.. ((JsonArray)node.At("seen")!).Select(id => id!.GetValue<string>())]);
    }

    /// <summary>New since Prepare and the same in every term; after a change, the one that names the order it replaces.</summary>
    public bool Fits(Order order)
    {
        if (Seen.Contains(order.Ref.Order.Value) || order.Legs.Count == 0) return false;
        if (Target is not null) return order.Replaces?.Value == Target;
        return ETradeTickets.Ticket(ETradeTickets.Spec(order)).ToJsonString() == Ticket.ToJsonString();
    }
}
