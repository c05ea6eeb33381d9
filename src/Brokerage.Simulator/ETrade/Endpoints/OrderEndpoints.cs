using System.Globalization;
using System.Text.Json.Nodes;
using Brokerage.Simulator.ETrade.Mapping;
using Brokerage.Simulator.ETrade.Orders;
using Brokerage.Simulator.ETrade.Wire;
using Brokerage.Simulator.Hosting;

namespace Brokerage.Simulator.ETrade.Endpoints;

/// <summary>Reading, previewing, placing, changing and cancelling orders.</summary>
internal sealed class OrderEndpoints(ETradeDesk desk)
{
    private const string PreviewRoot = "PreviewOrderRequest";
    private const string PlaceRoot = "PlaceOrderRequest";

    private readonly OrderQuery _query = new(desk);
    private readonly OrderDesk _orders = new(desk);

    public void Map(ETradeEndpoints endpoints)
    {
        const string all = "/v1/accounts/{key}/orders";
        endpoints.Map("GET", all, Module.Orders, "orders", call => _query.List(call, Book(call)));
        endpoints.Map("GET", all + "/{orderId}", Module.Orders, "order", call => Number(call) is { } number ? _query.One(Book(call), number) : null);
        endpoints.Map("POST", all + "/preview", Module.Orders, "preview", call => _orders.Preview(Tradable(call), RequestTree.Read(call, PreviewRoot)));
        endpoints.Map("POST", all + "/place", Module.Orders, "placed order", call => _orders.Place(Tradable(call), RequestTree.Read(call, PlaceRoot)));
        endpoints.Map("PUT", all + "/{orderId}/change/preview", Module.Orders, "changed preview", call =>
            _orders.PreviewChange(Tradable(call), Id(call), RequestTree.Read(call, PreviewRoot)));
        endpoints.Map("PUT", all + "/{orderId}/change/place", Module.Orders, "changed order", call =>
            _orders.PlaceChange(Tradable(call), Id(call), RequestTree.Read(call, PlaceRoot)));
        endpoints.Map("PUT", all + "/cancel", Module.Orders, "cancelled order", call => _orders.Cancel(Book(call), RequestTree.Read(call, "CancelOrderRequest")));
    }

    private AccountBook Book(Call call) => desk.Book(call.Route("key"));

    private AccountBook Tradable(Call call) =>
        Book(call) is { Shown.IsClosed: false } book ? book : throw ETradeErrors.Restricted("it is closed.");

    private static long? Number(Call call) =>
        long.TryParse(ETradeEndpoints.Part(call, "orderId"), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private OrderId Id(Call call) => Number(call) is { } number && desk.Numbers.Find(Book(call).Id, number) is { } id ? id : throw ETradeErrors.NoSuchOrder();
}
