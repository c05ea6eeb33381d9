using System.Text.Json.Nodes;
using Brokerage.Exchange;
using Brokerage.Simulator.ETrade.Mapping;
using Brokerage.Simulator.ETrade.Wire;

namespace Brokerage.Simulator.ETrade.Orders;

/// <summary>Preview, place, change and cancel, on the exchange's books.</summary>
internal sealed class OrderDesk(ETradeDesk desk)
{
    private readonly OrderReader _reader = new(desk);
    private readonly Refusals _refusals = new(desk);
    private readonly PreviewBook _previews = new(desk.Options.Time, desk.Options.PreviewLife);
    private readonly OrderAnswers _answers = new(desk);

    public JsonObject Preview(AccountBook book, JsonObject request)
    {
        var asked = _reader.Read(request);
        if (desk.Exchange.Check(Ticket(book, asked) with { ClientId = null }) is { } wrong && !desk.Options.RejectsLate)
        {
            throw _refusals.Of(wrong, book, asked.Spec);
        }

        return _answers.Preview(book, asked, _previews.Add(book, asked, null, 0m));
    }

    public JsonObject Place(AccountBook book, JsonObject request)
    {
        var (asked, _) = Previewed(book, request, null);
        var receipt = desk.Exchange.Submit(Ticket(book, asked) with { RecordRejection = desk.Options.RejectsLate });
        return receipt.Order is { } order ? _answers.Place(book, asked, order) : throw _refusals.Of(receipt.Rejection!, book, asked.Spec);
    }

    public JsonObject PreviewChange(AccountBook book, OrderId id, JsonObject request)
    {
        var order = Changeable(book, id);
        var asked = _reader.Read(request);
        if (!OrderRules.Keeps(order.Spec!, asked.Spec))
        {
            throw ETradeErrors.Terms("Only price, quantity, price type and term of an order can be changed.");
        }

        if (desk.Exchange.CheckReplace(book.Id, id, Change(order, asked)) is { } wrong && !desk.Options.RejectsLate)
        {
            throw _refusals.Of(wrong, book, asked.Spec);
        }

        return _answers.Preview(book, asked, _previews.Add(book, asked, id, order.Filled));
    }

    /// <summary>The old order is cancelled and a new one stands in its place, for the quantity that is asked for now.</summary>
    public JsonObject PlaceChange(AccountBook book, OrderId id, JsonObject request)
    {
        var (asked, filled) = Previewed(book, request, id);
        var order = Changeable(book, id);
        if (order.Filled != filled)
        {
            throw ETradeErrors.ExecutedMeanwhile();
        }

        var receipt = desk.Exchange.Replace(book.Id, id, Change(order, asked), asked.ClientId, filled);
        return receipt.IsAccepted ? _answers.Place(book, asked, receipt.Replacement) : throw _refusals.Of(receipt.Rejection!, book, asked.Spec);
    }

    public JsonObject Cancel(AccountBook book, JsonObject request)
    {
        var number = RequestTree.Id(request, "orderId") ?? throw ETradeErrors.NotUnderstood();
        var parts = desk.Numbers.Find(book.Id, number) is { } id ? Open(book, id) : throw ETradeErrors.NoSuchOrder();
        if (parts.Count == 0)
        {
            throw ETradeErrors.NotCancellable();
        }

        if (parts.TrueForAll(order => order.State is OrderState.PendingCancel))
        {
            throw ETradeErrors.CancelPending();
        }

        // Where one part takes another along, the other is over already: that is what was asked for.
        var refusals = parts.Where(order => order.State is not OrderState.PendingCancel)
            .Select(order => desk.Exchange.Cancel(book.Id, order.Id).Rejection).ToList();
        return refusals.Contains(null) ? _answers.Cancel(book, number)
            : refusals[0]!.Reason is RejectReason.AlreadyFinal ? throw ETradeErrors.NotCancellable()
            : throw _refusals.Of(refusals[0]!, book, parts[0].Spec!);
    }

    /// <summary>
    /// What ends by the cancel of a number: an entry takes what waits for it along; once it is over, or where there is none, it is every part that is still open.
    /// </summary>
    /// <exception cref="ETradeRefusal">There is no such order.</exception>
    private List<ExchangeOrder> Open(AccountBook book, OrderId id)
    {
        var tree = desk.Exchange.GetOrderTree(book.Id, id);
        return tree.Count == 0 ? throw ETradeErrors.NoSuchOrder()
            : tree[0] is { IsFinal: false, Spec: not null } root ? [root]
            : [.. tree.Where(order => order is { IsFinal: false, Spec: not null })];
    }

    // The broker's quantity is of the new order; the exchange's is of all that were and are.
    private static OrderChange Change(ExchangeOrder order, AskedOrder asked) => new(
        order.FilledBefore + order.Filled + ((OrderQuantity.Units)asked.Spec.Quantity).Value, asked.Spec.Price, asked.Spec.TimeInForce);

    private static OrderTicket Ticket(AccountBook book, AskedOrder asked) => new()
    {
        Account = book.Id,
        Plan = new OrderPlan.Single(asked.Spec),
        ClientId = asked.ClientId,
        Tags = new Dictionary<string, string>(StringComparer.Ordinal) { [OrderMapping.TypeTag] = asked.Type },
    };

    /// <summary>The order of a place request, if it is the one that was previewed.</summary>
    private (AskedOrder Asked, decimal Filled) Previewed(AccountBook book, JsonObject request, OrderId? changes)
    {
        if (RequestTree.Object(request, "PreviewIds") is not { } ids || RequestTree.Id(ids, "previewId") is not { } preview)
        {
            throw ETradeErrors.PlaceTimedOut();
        }

        var asked = Same(request);
        var filled = _previews.Take(preview, book, asked?.Known, changes);
        return desk.Exchange.FindOrderByClientId(book.Id, asked!.ClientId) is null ? (asked, filled) : throw ETradeErrors.PlaceTimedOut();
    }

    // What can no longer be read is certainly not what was previewed.
    private AskedOrder? Same(JsonObject request)
    {
        try
        {
            return _reader.Read(request);
        }
        catch (ETradeRefusal)
        {
            return null;
        }
    }

    private ExchangeOrder Changeable(AccountBook book, OrderId id)
    {
        var order = desk.Exchange.FindOrder(book.Id, id) ?? throw ETradeErrors.NoSuchOrder();
        if (order.State is OrderState.PendingReplace or OrderState.PendingCancel)
        {
            throw ETradeErrors.StillUpdating();
        }

        // How an order that has ended otherwise refuses a change is not known.
        return order.IsFinal ? throw (order.Filled > 0m ? ETradeErrors.ExecutedMeanwhile() : ETradeErrors.NotCancellable())
            : order.Spec is null || order.Children.Count > 0 ? throw ETradeErrors.Terms("An order of this kind cannot be changed.")
            : order;
    }
}
