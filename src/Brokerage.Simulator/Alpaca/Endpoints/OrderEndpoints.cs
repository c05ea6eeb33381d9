using Brokerage.Exchange;
using Brokerage.Simulator.Alpaca.Access;
using Brokerage.Simulator.Alpaca.Mapping;
using Brokerage.Simulator.Alpaca.Orders;
using Brokerage.Simulator.Alpaca.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.Alpaca.Endpoints;

/// <summary>Placing, reading, replacing and cancelling orders.</summary>
internal sealed class OrderEndpoints(AlpacaDesk desk, AccountEndpoints account)
{
    private readonly OrderReader _reader = new(desk);
    private readonly OrderQuery _query = new(desk);

    public void Map(AlpacaEndpoints endpoints)
    {
        endpoints.Map("POST", "/v2/orders", AlpacaAccess.Trading, Place);
        endpoints.Map("GET", "/v2/orders", null, call => AlpacaEndpoints.Ok(_query.Run(call), AlpacaJson.Wire.IReadOnlyListOrderWire));
        endpoints.Map("DELETE", "/v2/orders", AlpacaAccess.Trading, _ => CancelAll());
        endpoints.Map("GET", "/v2/orders:by_client_order_id", null, ByClientId);
        endpoints.Map("GET", "/v2/orders/{id}", null, call => Show(Find(call)));
        endpoints.Map("PATCH", "/v2/orders/{id}", AlpacaAccess.Trading, Replace);
        endpoints.Map("DELETE", "/v2/orders/{id}", AlpacaAccess.Trading, Cancel);
    }

    /// <summary>Hands an order in; the answer is the order as it was on receipt, as the broker answers before its market does.</summary>
    public OrderWire Place(OrderTicket ticket)
    {
        var receipt = desk.Exchange.Submit(ticket);
        if (receipt.Rejection is { } rejection && receipt.Order is null)
        {
            throw new AlpacaRefusal(new Refusals(desk).Of(rejection, ticket));
        }

        // The end of a day order is told from the start; the exchange reckons it when it judges.
        var shown = receipt.Orders.First(OrderMapping.IsShown);
        var received = receipt.AtReceipt is { } at && OrderMapping.IsShown(at) ? at : shown with { State = OrderState.Received };
        return desk.Orders.ToWire(received with { ExpiresAt = shown.ExpiresAt }, withLegs: true);
    }

    private static Reply Answer(OrderWire order) => AlpacaEndpoints.Ok(order, AlpacaJson.Wire.OrderWire);

    private Reply Place(Call call)
    {
        if (account.TradingSuspended)
        {
            throw new AlpacaRefusal(AlpacaErrors.Refused("new orders are rejected by user request"));
        }

        return Answer(Place(_reader.Read(AlpacaEndpoints.Read(call, AlpacaJson.Wire.NewOrderWire))));
    }

    private Reply Show(ExchangeOrder order) => Answer(desk.Orders.ToWire(order, withLegs: true));

    private Reply ByClientId(Call call)
    {
        var clientId = call.Query("client_order_id") ?? throw new AlpacaRefusal(AlpacaErrors.Invalid("client_order_id is required"));
        return desk.Exchange.FindOrderByClientId(desk.Account, clientId) is { } order && OrderMapping.IsShown(order)
            ? Show(order)
            : AlpacaErrors.OrderNotFound(clientId);
    }

    private ExchangeOrder Find(Call call)
    {
        var id = call.Route("id");
        return desk.Orders.TryNumber(id, out var number)
            && desk.Exchange.FindOrder(desk.Account, OrderId.Parse(number.ToString(System.Globalization.CultureInfo.InvariantCulture))) is { } order
                ? order
                : throw new AlpacaRefusal(AlpacaErrors.OrderNotFound(id));
    }

    private Reply Cancel(Call call)
    {
        var order = Find(call);
        var receipt = desk.Exchange.Cancel(desk.Account, order.Id);
        return receipt.IsAccepted || receipt.Rejection?.Reason is RejectReason.OrderBusy && receipt.Order?.State is OrderState.PendingCancel
            ? Reply.Empty(204)
            : AlpacaErrors.AlreadyIn(OrderMapping.Status(receipt.Order ?? order));
    }

    private Reply CancelAll()
    {
        var rows = new List<CancelledOrderWire>();
        foreach (var order in desk.Exchange.GetOrders(desk.Account, new OrderFilter { IsOpen = true }).Where(OrderMapping.IsShown))
        {
            var receipt = desk.Exchange.Cancel(desk.Account, order.Id);
            // The second half of a pair went with the first.
            var gone = receipt.IsAccepted || receipt.Order is { State: OrderState.Cancelled };
            rows.Add(new CancelledOrderWire
            {
                Id = desk.Orders.Id(order),
                Status = gone ? 200 : 422,
                Body = gone ? null : new ErrorWire
                {
                    Code = AlpacaErrors.Unprocessable,
                    Message = $"order is already in \"{OrderMapping.Status(receipt.Order ?? order)}\" state",
                },
            });
        }

        return AlpacaEndpoints.Ok(rows, AlpacaJson.Wire.IReadOnlyListCancelledOrderWire, 207);
    }

    private Reply Replace(Call call)
    {
        var order = Find(call);
        var wire = AlpacaEndpoints.Read(call, AlpacaJson.Wire.ReplaceOrderWire);
        var change = new ReplaceReader(desk).Read(wire, order);
        var clientId = string.IsNullOrEmpty(wire.ClientOrderId) ? desk.NewClientOrderId() : wire.ClientOrderId;
        var receipt = desk.Exchange.Replace(desk.Account, order.Id, change, clientId);
        if (receipt.IsAccepted)
        {
            return Answer(desk.Orders.ToWire(receipt.Replacement, withLegs: true) with { Status = "accepted" });
        }

        return receipt.Rejection!.Reason switch
        {
            RejectReason.AlreadyFinal or RejectReason.OrderBusy or RejectReason.UnknownOrder => AlpacaErrors.NotReplaceable(),
            RejectReason.InvalidChange => AlpacaErrors.Unprocessed("order parameters are not changed"),
            _ => new Refusals(desk).Of(receipt.Rejection, order.Spec!, change),
        };
    }
}
