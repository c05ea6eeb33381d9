using Brokerage.ETrade.Mapping;
using Brokerage.ETrade.Wire;

namespace Brokerage.ETrade;

/// <summary>What the answers to placing and cancelling say.</summary>
internal static class ETradeTradingAnswers
{
    /// <summary>The answer to placing, whose status was 200: taken with its ids, refused in a message, or neither, which proves nothing.</summary>
    public static SubmitResult Placed(PreparedOrder order, PlacedWire? wire)
    {
        MessagesWire?[] said = [wire?.MessageList, .. (wire?.Order ?? []).Select(one => one.Messages)];
        List<OrderAck> rows = [.. Ids(wire).Select(id => new OrderAck(OrderRole.Single, id))];
        if (rows.Count > 0)
        {
            // Received, and queued for the next open where the market is closed: neither is a verdict.
            return new SubmitResult.Placed(rows, VerdictPending: true, Messages.Notices(said), Snapshot: null);
        }

        if (Messages.Error(said) is { } refusal && !Messages.SayTaken(said))
        {
            // What stands for an outage is no verdict, in an answer that says 200 either.
            var error = Error(refusal, order.Intent.Account, order.Intent);
            return error.Effect == Effect.None ? new SubmitResult.Rejected(error) : new SubmitResult.OutcomeUnknown(order, error);
        }

        return Messages.SayTaken(said)
            ? new SubmitResult.Placed([new OrderAck(OrderRole.Single, Order: null)], VerdictPending: true, Messages.Notices(said), Snapshot: null)
            : new SubmitResult.OutcomeUnknown(order, ETradeErrors.Unreadable("neither an order nor a refusal").Error);
    }

    /// <summary>A refusal inside an answer that says 200.</summary>
    /// <param name="message">What was said.</param>
    /// <param name="account">Whose order it is about.</param>
    /// <param name="placed">The wish that was placed; null where nothing was.</param>
    public static BrokerageError Error(MessageWire message, AccountRef account, OrderIntent? placed = null)
    {
        var text = Messages.Text(message);
        var rule = ETradeErrors.Find(ETradeErrors.Orders, message.Code) ?? ETradeErrors.ByWords(ETradeErrors.Orders, status: 200, text);
        rule = placed is null ? rule : ETradeErrors.OfPlacement(rule, text, isChange: placed is OrderIntent.Replace);
        var error = new BrokerageError(rule.Code, ETradeAdapter.BrokerId, $"E*TRADE refused the order: {text}")
        {
            Account = account,
            Effect = rule.Effect,
            IsTransient = rule.IsTransient,
            BrokerCode = message.Code,
            BrokerText = text,
        };
        return rule.Recovery is { } recovery ? error with { Recovery = recovery } : error;
    }

    private static IEnumerable<OrderId> Ids(PlacedWire? wire)
    {
        var listed = (wire?.OrderIds ?? []).Select(row => row.OrderId);
        foreach (var text in listed.Append(wire?.OrderIds is { Count: > 0 } ? null : wire?.OrderId))
        {
            if (OrderId.TryParse(text?.Trim(), out var id) && id.Value is not "0")
            {
                yield return id;
            }
        }
    }
}
